/// The list of containers, which row is chosen, and what may be done to it.
@NullMarked
package shibafu.tui.containers;

import org.jspecify.annotations.NullMarked;
