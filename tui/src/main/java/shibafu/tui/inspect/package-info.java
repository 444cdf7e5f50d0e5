/// What a container is, tab by tab: its configuration, what the kernel says of it against what was asked for, and how
/// it was started.
@NullMarked
package shibafu.tui.inspect;

import org.jspecify.annotations.NullMarked;
