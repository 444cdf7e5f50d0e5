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
/// @param samples how many there were, ever
/// @param last the newest sample
/// @param problem why there is no newer one
public record Trace(
        Instant created, List<Point> points, long samples, Optional<Sample> last, Optional<String> problem) {
    /// An hour, at one sample a second.
    static final int CAPACITY = 3600;

    public static Trace of(Instant created) {
        return new Trace(created, List.of(), 0, Optional.empty(), Optional.empty());
    }

    /// With one sample more. Counters that went back belong to a new cgroup: the sample then counts as a first one.
    public Trace with(Sample sample) {
        Point point = last.flatMap(before -> Rates.between(before, sample).map(r -> Point.after(before, sample, r)))
                .orElseGet(() -> Point.first(sample));
        List<Point> more = new ArrayList<>(Math.min(points.size() + 1, CAPACITY));
        more.addAll(points.subList(Math.max(0, points.size() + 1 - CAPACITY), points.size()));
        more.add(point);
        return new Trace(
                created, Collections.unmodifiableList(more), samples + 1, Optional.of(sample), Optional.empty());
    }

    public Trace failed(String why) {
        return new Trace(created, points, samples, last, Optional.of(why));
    }

    public Optional<Point> newest() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
    }

    /// The last `count` points of a window, or as many as there are: each of as many samples as the window says, whose
    /// groups stay the same while time goes on.
    List<Point> tail(int count, Window window) {
        int end = Math.max(0, points.size() - window.back());
        if (window.widening() == 1) {
            return points.subList(Math.max(0, end - count), end);
        }
        List<Point> wide = new ArrayList<>();
        long taken = samples - (points.size() - end);
        int from = end;
        while (from > 0 && wide.size() < count) {
            // The newest group may be begun only.
            int size = Math.toIntExact(Math.floorMod(taken - 1, (long) window.widening()) + 1);
            int to = from;
            from = Math.max(0, from - size);
            taken -= size;
            wide.add(Point.together(points.subList(from, to)));
        }
        return wide.reversed();
    }
}
