/// Placeholder.
@NullMarked
package shibafu.tui;

import org.jspecify.annotations.NullMarked;
