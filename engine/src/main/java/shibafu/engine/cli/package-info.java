/// Command lines.
@NullMarked
package shibafu.engine.cli;

import org.jspecify.annotations.NullMarked;
