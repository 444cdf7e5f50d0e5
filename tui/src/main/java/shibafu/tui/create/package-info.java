/// The form for a new container.
@NullMarked
package shibafu.tui.create;

import org.jspecify.annotations.NullMarked;
