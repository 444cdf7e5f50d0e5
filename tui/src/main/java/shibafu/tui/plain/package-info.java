/// Lines instead of a screen, for screen readers and for pipes: what changes is told in a line, and what is to be done
/// is typed in one.
@NullMarked
package shibafu.tui.plain;

import org.jspecify.annotations.NullMarked;
