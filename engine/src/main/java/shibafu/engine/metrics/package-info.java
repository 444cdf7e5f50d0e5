/// Samples and history.
@NullMarked
package shibafu.engine.metrics;

import org.jspecify.annotations.NullMarked;
