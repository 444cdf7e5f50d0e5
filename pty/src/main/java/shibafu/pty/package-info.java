/// Placeholder.
@NullMarked
package shibafu.pty;

import org.jspecify.annotations.NullMarked;
