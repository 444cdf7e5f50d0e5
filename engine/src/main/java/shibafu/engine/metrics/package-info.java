/// What containers use: a [sample][shibafu.engine.metrics.Sample] is what a cgroup's files said,
/// [rates][shibafu.engine.metrics.Rates] lie between two of them, and a [history][shibafu.engine.metrics.History]
/// keeps them for a graph.
///
/// May use `cgroup` and `state`. A history belongs to one thread at a time; the rest is safe to use from any.
@NullMarked
package shibafu.engine.metrics;

import org.jspecify.annotations.NullMarked;
