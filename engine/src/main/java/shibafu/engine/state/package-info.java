/// What Shibafu remembers of each container: one JSON record in a directory of its own, `/run/shibafu/<id>/`.
///
/// [StateStore] is the place to start. A record says what was asked for and which processes came of it; what a
/// container *does* is never written down but derived from `/proc` by [StatusProbe]. The first record of a container,
/// its intent, is written before anything is done for it, so that a crash leaves nothing that nobody knows of.
///
/// Records are changed only under the container's [StateLock]; reading needs no lock, as files are replaced by
/// renaming. All classes here may be used from any thread. Imports `disk` and Jackson's streaming core only: databind
/// would add 50 to 90 ms to a cold `shibafu-runtime state`.
@NullMarked
package shibafu.engine.state;

import org.jspecify.annotations.NullMarked;
