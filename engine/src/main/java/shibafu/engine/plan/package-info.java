/// Launch plans.
@NullMarked
package shibafu.engine.plan;

import org.jspecify.annotations.NullMarked;
