/// The palette: a line to type into, and above it all that can be done, with its key beside it.
@NullMarked
package shibafu.tui.palette;

import org.jspecify.annotations.NullMarked;
