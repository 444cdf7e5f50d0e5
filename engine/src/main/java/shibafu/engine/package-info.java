/// The engine; each package below says what it is for. Here stands only the root of its errors.
@NullMarked
package shibafu.engine;

import org.jspecify.annotations.NullMarked;
