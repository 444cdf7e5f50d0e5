/// Copies files into and out of trees that a hostile program may change meanwhile: by descriptors, never by path.
@NullMarked
package shibafu.engine.copy;

import org.jspecify.annotations.NullMarked;
