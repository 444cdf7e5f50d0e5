/// OCI config.json as immutable records.
@NullMarked
package shibafu.engine.spec;

import org.jspecify.annotations.NullMarked;
