/// What containers use: a [sample][shibafu.engine.metrics.Sample] is what a cgroup's files said,
/// [rates][shibafu.engine.metrics.Rates] lie between two of them, and a [history][shibafu.engine.metrics.History]
/// keeps them for a graph.
///
/// May use `cgroup` and `state`. A [shibafu.engine.metrics.Sampler] and a history belong to one thread at a time; the
/// rest are values.
@NullMarked
package shibafu.engine.metrics;

import org.jspecify.annotations.NullMarked;
