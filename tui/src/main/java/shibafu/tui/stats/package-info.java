/// What a container's samples mean, and the two graphs of them.
///
/// [shibafu.tui.stats.Trace] is the memory of one container: each sample of the engine becomes a
/// [shibafu.tui.stats.Point], rates and the limits that held beside them, so that a changed limit shows as a step.
@NullMarked
package shibafu.tui.stats;

import org.jspecify.annotations.NullMarked;
