/// What happens to containers, as it happens: a [stream][shibafu.engine.event.ContainerEvents] of
/// [events][shibafu.engine.event.ContainerEvent]. The kernel tells of nearly all of it (poll, inotify, eventfd); once a
/// second is looked at what it does not tell of: throttling, and on v1 refused forks and memory limits reached.
///
/// One thread for each stream, on which the listener is called too; a listener that takes long holds up its own stream.
/// May use `kernel`, `cgroup` and `state`. Start reading at `Life`, which is one container's.
@NullMarked
package shibafu.engine.event;

import org.jspecify.annotations.NullMarked;
