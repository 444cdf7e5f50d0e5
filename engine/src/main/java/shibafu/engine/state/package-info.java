/// State on disk.
@NullMarked
package shibafu.engine.state;

import org.jspecify.annotations.NullMarked;
