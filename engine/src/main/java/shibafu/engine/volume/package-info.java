/// Volumes: directories that outlive the containers that they are mounted in.
@NullMarked
package shibafu.engine.volume;

import org.jspecify.annotations.NullMarked;
