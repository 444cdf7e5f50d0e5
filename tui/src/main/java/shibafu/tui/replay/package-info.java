/// What the screen knows of recordings: that one is being made, or where in one it is; the keys and the time line of a
/// replay. No files here.
@NullMarked
package shibafu.tui.replay;

import org.jspecify.annotations.NullMarked;
