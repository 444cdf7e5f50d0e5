/// Placeholder.
@NullMarked
package shibafu.engine;

import org.jspecify.annotations.NullMarked;
