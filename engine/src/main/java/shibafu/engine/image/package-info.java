/// Images.
@NullMarked
package shibafu.engine.image;

import org.jspecify.annotations.NullMarked;
