/// The images of this machine: listed, imported, removed.
@NullMarked
package shibafu.tui.images;

import org.jspecify.annotations.NullMarked;
