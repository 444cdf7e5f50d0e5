/// Starts the stub.
@NullMarked
package shibafu.engine.launch;

import org.jspecify.annotations.NullMarked;
