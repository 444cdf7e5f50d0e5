/// The few system calls that Java has no word for: poll(2), eventfd(2), inotify(7) and pidfd_open(2), and reading and
/// writing by descriptor beside them. Bound by `java.lang.foreign`; a start that waits for nothing never loads it.
///
/// Depends on no other package. A [descriptor][shibafu.engine.kernel.Descriptor] belongs to one thread at a time, which
/// for all that wait is that of their [loop][shibafu.engine.kernel.PollLoop].
@NullMarked
package shibafu.engine.kernel;

import org.jspecify.annotations.NullMarked;
