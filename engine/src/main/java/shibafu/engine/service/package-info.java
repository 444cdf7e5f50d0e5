/// What the screen sees.
@NullMarked
package shibafu.engine.service;

import org.jspecify.annotations.NullMarked;
