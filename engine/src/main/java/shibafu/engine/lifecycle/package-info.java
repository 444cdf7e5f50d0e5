/// libcontainer's API.
@NullMarked
package shibafu.engine.lifecycle;

import org.jspecify.annotations.NullMarked;
