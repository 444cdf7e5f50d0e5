package shibafu.tui.stats;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import shibafu.tui.draw.Curve;

/// What all graphs of a frame show: a container, how it is looked at, and perhaps another one beside it.
///
/// @param id empty for none
/// @param staged limits that are only being thought about, in the unit of their graph
public record Scene(
        String id,
        Trace trace,
        Window window,
        Optional<Beside> beside,
        Map<GraphKind, OptionalDouble> staged,
        ZoneId zone) {
    /// Samples that stand for the same moment are no farther apart.
    private static final long SAME_MILLIS = 5000;

    /// Another container.
    public record Beside(String id, Trace trace) {}

    OptionalDouble staged(GraphKind kind) {
        return staged.getOrDefault(kind, OptionalDouble.empty());
    }

    /// What the other one used at the times of these points.
    Curve besides(GraphKind kind, List<Point> points) {
        return Curve.of(
                points.size(),
                i -> besideAt(points.get(i).at()).map(kind::value).orElse(Double.NaN));
    }

    Optional<Point> besideAt(Instant time) {
        return beside.flatMap(other -> other.trace().at(time.plusMillis(SAME_MILLIS / 10)))
                .filter(point -> Math.abs(point.at().toEpochMilli() - time.toEpochMilli()) < SAME_MILLIS);
    }

    /// The time of the cursor, else that of the newest sample.
    public Optional<Instant> moment() {
        return window.cursor().or(() -> trace.newest().map(Point::at));
    }

    /// A time of the day, to the second.
    public String clock(Instant at) {
        return GraphEdges.CLOCK.format(at.atZone(zone));
    }

    /// The moment whose values are told: that of the cursor, else the newest.
    Optional<Point> told() {
        return window.cursor().isPresent() ? trace.at(window.cursor().get()) : trace.newest();
    }
}
