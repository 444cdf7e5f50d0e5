package shibafu.tui.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a container's signals say, in one sentence.
public final class Explain {
    /// Points that a judgement rests on: a single one may be an accident.
    private static final int RECENT = 10;

    private static final double THROTTLED_MUCH = 0.05;
    private static final double WAITS_MUCH = 0.2;
    private static final double NEAR_LIMIT = 0.9;

    /// A machine with less left is itself the bottleneck.
    private static final double HOST_BUSY = 0.1;

    private final String id;
    private final List<Point> recent;
    private final Point now;

    private Explain(String id, List<Point> recent) {
        this.id = id;
        this.recent = recent;
        this.now = recent.getLast();
    }

    /// The gravest thing that is going on, if anything is.
    public static Optional<String> of(String id, Trace trace) {
        List<Point> recent = trace.tail(RECENT, Window.NOW);
        return recent.isEmpty() ? Optional.empty() : new Explain(id, recent).gravest();
    }

    private Optional<String> gravest() {
        return oom().or(this::refused)
                .or(this::slowed)
                .or(this::throttled)
                .or(this::waitsForMemory)
                .or(this::waitsForDisk)
                .or(this::waitsForCpu)
                .or(this::nearMemoryLimit)
                .or(this::nearPidsLimit);
    }

    private Optional<String> oom() {
        long kills = recent.stream().mapToLong(Point::oomKills).sum();
        return when(
                kills > 0,
                id + " ran into its memory limit of " + Figures.bytesLimit(now.memoryLimitBytes())
                        + ": the kernel killed " + (kills == 1 ? "a process" : kills + " processes"));
    }

    private Optional<String> refused() {
        long refused = recent.stream().mapToLong(Point::refused).sum();
        return when(
                refused > 0,
                id + " is at its pids limit: " + refused + (refused == 1 ? " fork" : " forks") + " refused");
    }

    private Optional<String> slowed() {
        boolean slowed = recent.stream().anyMatch(point -> point.get(Measure.SLOWED) > 0);
        double high = now.get(Measure.MEMORY_HIGH);
        double waits = mean(Measure.MEMORY_WAIT).orElse(0);
        return when(
                slowed && !Double.isNaN(high),
                "memory.high of " + Figures.bytes((long) high) + " pushes " + id
                        + " back: memory is taken from it, and it waits for memory " + Figures.percent(waits)
                        + "% of the time");
    }

    private Optional<String> throttled() {
        double share = mean(Measure.THROTTLED).orElse(0);
        OptionalDouble idle = mean(Measure.HOST_IDLE);
        boolean hostBusy = idle.isPresent() && idle.getAsDouble() < HOST_BUSY;
        String host = idle.isEmpty()
                ? ""
                : hostBusy
                        ? "; the host is full too, only " + Figures.percent(idle.getAsDouble()) + "% idle"
                        : ", host " + Figures.percent(idle.getAsDouble()) + "% idle";
        return when(
                share >= THROTTLED_MUCH,
                "the quota of " + Figures.coresLimit(now.coresLimit()) + " cores"
                        + (idle.isPresent() && !hostBusy ? ", not the host," : "") + " holds " + id
                        + " back: throttled in " + Figures.percent(share) + "% of periods" + host);
    }

    private Optional<String> waitsForMemory() {
        return waits(Measure.MEMORY_WAIT, id + " waits for memory ", ": it is taken back about as fast as it is used");
    }

    private Optional<String> waitsForDisk() {
        boolean limited = !Double.isNaN(now.get(Measure.READ_LIMIT)) || !Double.isNaN(now.get(Measure.WRITE_LIMIT));
        return waits(Measure.DISK_WAIT, id + " waits for the disk ", limited ? "; io.max limits it" : "");
    }

    /// Without a quota that would hold it back.
    private Optional<String> waitsForCpu() {
        OptionalDouble idle = mean(Measure.HOST_IDLE);
        return idle.isPresent() && idle.getAsDouble() < HOST_BUSY
                ? waits(
                        Measure.CPU_WAIT,
                        "the host, not a quota, holds " + id + " back: it waits for a CPU ",
                        ", host " + Figures.percent(idle.getAsDouble()) + "% idle")
                : Optional.empty();
    }

    private Optional<String> waits(Measure wait, String before, String after) {
        double share = mean(wait).orElse(0);
        return when(share >= WAITS_MUCH, before + Figures.percent(share) + "% of the time" + after);
    }

    private Optional<String> nearMemoryLimit() {
        double share = now.get(Measure.MEMORY) / now.get(Measure.MEMORY_LIMIT);
        return when(share >= NEAR_LIMIT, id + " fills " + Figures.percent(share) + "% of its memory limit");
    }

    private Optional<String> nearPidsLimit() {
        double share = now.get(Measure.PIDS) / now.get(Measure.PIDS_LIMIT);
        return when(
                share >= NEAR_LIMIT,
                id + " has " + now.pids() + " of the " + now.pidsLimit().orElse(0)
                        + " processes and threads it may have");
    }

    private OptionalDouble mean(Measure measure) {
        return recent.stream()
                .flatMapToDouble(point -> point.known(measure).stream())
                .average();
    }

    private static Optional<String> when(boolean holds, String text) {
        return holds ? Optional.of(text) : Optional.empty();
    }
}
