/// Cgroups v1, v2 and hybrid.
@NullMarked
package shibafu.engine.cgroup;

import org.jspecify.annotations.NullMarked;
