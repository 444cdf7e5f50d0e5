/// Checkpoint and restore: what CRIU is told, as data.
///
/// [CriuCommand] makes criu's command line of a container's configuration, of what is seen of its process
/// ([CriuSubject]), and of what the caller asks for ([CriuOptions]). Nothing here does I/O. CRIU itself brings a
/// container's processes to disk and back (<https://criu.org>, criu(8)); what it cannot know is what of a container
/// comes from outside: bind mounts, namespaces that were joined, the caller's streams. Depends on `spec`, and on what
/// `cgroup` shows in a container.
@NullMarked
package shibafu.engine.criu;

import org.jspecify.annotations.NullMarked;
