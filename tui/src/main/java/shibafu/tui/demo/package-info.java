/// Three sample containers whose limits show at once.
@NullMarked
package shibafu.tui.demo;

import org.jspecify.annotations.NullMarked;
