/// The containers as one table or one JSON text, for scripts and for terminals that cannot show a screen.
@NullMarked
package shibafu.tui.once;

import org.jspecify.annotations.NullMarked;
