/// The finished product, as a user has it: these run on the assembled distribution, after it was packaged.
@NullMarked
package shibafu.product;

import org.jspecify.annotations.NullMarked;
