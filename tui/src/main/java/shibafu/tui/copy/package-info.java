/// Copying from a pane: a cursor over its screen and history, a mark, a search. The text is what there was when it
/// began; the program goes on meanwhile.
@NullMarked
package shibafu.tui.copy;

import org.jspecify.annotations.NullMarked;
