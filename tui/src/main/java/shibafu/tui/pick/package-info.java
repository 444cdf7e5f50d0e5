/// The list of themes: the one that is marked is worn at once.
@NullMarked
package shibafu.tui.pick;

import org.jspecify.annotations.NullMarked;
