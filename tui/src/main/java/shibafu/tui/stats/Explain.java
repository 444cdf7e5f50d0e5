package shibafu.tui.stats;

import java.util.List;
import java.util.Optional;

/// What a container's signals say, in one sentence.
public final class Explain {
    /// Points that a judgement rests on: a single one may be an accident.
    private static final int RECENT = 10;

    private static final double THROTTLED_MUCH = 0.05;
    private static final double NEAR_LIMIT = 0.9;

    private Explain() {}

    /// The gravest thing that is going on, if anything is.
    public static Optional<String> of(String id, Trace trace) {
        List<Point> recent = trace.tail(RECENT, Window.NOW);
        if (recent.isEmpty()) {
            return Optional.empty();
        }
        return oom(id, recent)
                .or(() -> refused(id, recent))
                .or(() -> throttled(id, recent))
                .or(() -> nearLimit(id, recent.getLast()));
    }

    private static Optional<String> oom(String id, List<Point> recent) {
        long kills = recent.stream().mapToLong(Point::oomKills).sum();
        return kills == 0
                ? Optional.empty()
                : Optional.of(id + " ran into its memory limit of "
                        + Figures.bytesLimit(recent.getLast().memoryLimitBytes()) + ": the kernel killed "
                        + (kills == 1 ? "a process" : kills + " processes"));
    }

    private static Optional<String> refused(String id, List<Point> recent) {
        long refused = recent.stream().mapToLong(Point::refused).sum();
        return refused == 0
                ? Optional.empty()
                : Optional.of(
                        id + " is at its pids limit: " + refused + (refused == 1 ? " fork" : " forks") + " refused");
    }

    private static Optional<String> throttled(String id, List<Point> recent) {
        double share = recent.stream()
                .filter(point -> point.throttled().isPresent())
                .mapToDouble(point -> point.throttled().getAsDouble())
                .average()
                .orElse(0);
        return share < THROTTLED_MUCH
                ? Optional.empty()
                : Optional.of("the quota of "
                        + Figures.coresLimit(recent.getLast().coresLimit()) + " cores holds " + id
                        + " back: throttled in " + Figures.percent(share) + "% of periods");
    }

    private static Optional<String> nearLimit(String id, Point now) {
        if (now.memoryLimitBytes().isEmpty()
                || now.memoryBytes() < NEAR_LIMIT * now.memoryLimitBytes().getAsLong()) {
            return Optional.empty();
        }
        return Optional.of(id + " fills "
                + Figures.percent(
                        (double) now.memoryBytes() / now.memoryLimitBytes().getAsLong())
                + "% of its memory limit");
    }
}
