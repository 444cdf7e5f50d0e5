/// Boxes over the screen: questions before what cannot be undone, and the help.
@NullMarked
package shibafu.tui.dialog;

import org.jspecify.annotations.NullMarked;
