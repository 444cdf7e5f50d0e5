package shibafu.tui.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import shibafu.engine.metrics.Rates;
import shibafu.engine.metrics.Sample;

/// What is remembered of one container, the newest last. A value, as all of a model is: a frame that is being
/// drawn and a test both hold on to one that no later sample changes. (The engine's `History` is a ring that
/// does.)
///
/// @param created when the container was made: one of the same name made later starts anew
/// @param points at most [#CAPACITY]
/// @param last the newest sample
/// @param problem why there is no newer one
public record Trace(Instant created, List<Point> points, Optional<Sample> last, Optional<String> problem) {
    /// More than the widest screen shows at once.
    static final int CAPACITY = 1200;

    public static Trace of(Instant created) {
        return new Trace(created, List.of(), Optional.empty(), Optional.empty());
    }

    /// With one sample more. Counters that went back belong to a new cgroup: the sample then counts as a first one.
    public Trace with(Sample sample) {
        Point point = last.flatMap(before -> Rates.between(before, sample).map(r -> Point.after(before, sample, r)))
                .orElseGet(() -> Point.first(sample));
        List<Point> more = new ArrayList<>(Math.min(points.size() + 1, CAPACITY));
        more.addAll(points.subList(Math.max(0, points.size() + 1 - CAPACITY), points.size()));
        more.add(point);
        return new Trace(created, Collections.unmodifiableList(more), Optional.of(sample), Optional.empty());
    }

    public Trace failed(String why) {
        return new Trace(created, points, last, Optional.of(why));
    }

    public Optional<Point> newest() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
    }

    /// The last `count` points, or all of them.
    List<Point> tail(int count) {
        return points.subList(Math.max(0, points.size() - count), points.size());
    }
}
