package shibafu.tui.plain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.stats.Figures;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;

/// Tells what is different from the look before: each change of state is one line, and nothing else is.
final class Watcher {
    /// Near its limit from here on, and not any more from there on: a value in between changes nothing.
    private static final double NEAR = 0.9;

    private static final double NOT_NEAR = 0.8;
    private static final double HELD_BACK = 0.1;

    private final Map<String, Seen> seen = new HashMap<>();
    private boolean begun;

    /// What was told of a container last.
    private record Seen(ContainerRow row, Trace trace, boolean near, boolean throttled) {}

    /// @param samples of those that could be sampled, by id
    /// @return a line for each change
    List<String> look(List<ContainerRow> rows, Map<String, Sample> samples) {
        List<String> lines = new ArrayList<>();
        for (ContainerRow row : rows) {
            Optional<Seen> known = Optional.ofNullable(seen.get(row.id()))
                    .filter(before -> before.row().created().equals(row.created()));
            Seen last = known.orElseGet(() -> new Seen(row, Trace.of(row.created()), false, false));
            if (known.isEmpty() && begun) {
                lines.add(row.id() + " created, " + state(row));
            } else if (!last.row().status().equals(row.status())) {
                lines.add(row.id() + " " + state(row));
            }
            seen.put(row.id(), sampled(last, row, Optional.ofNullable(samples.get(row.id())), lines));
        }
        List<String> ids = rows.stream().map(ContainerRow::id).toList();
        seen.keySet().stream().filter(id -> !ids.contains(id)).sorted().forEach(id -> lines.add(id + " removed"));
        seen.keySet().retainAll(ids);
        begun = true;
        return lines;
    }

    /// The trace of a container, as of the last look.
    Optional<Trace> trace(String id) {
        return Optional.ofNullable(seen.get(id)).map(Seen::trace);
    }

    private static Seen sampled(Seen last, ContainerRow row, Optional<Sample> sample, List<String> lines) {
        if (sample.isEmpty()) {
            return new Seen(row, last.trace(), last.near(), last.throttled());
        }
        Trace trace = last.trace().with(sample.get());
        Point now = trace.newest().orElseThrow();
        String id = row.id();
        last.trace().last().ifPresent(before -> {
            limit(
                    lines,
                    id,
                    "memory limit",
                    before.memoryLimitBytes(),
                    sample.get().memoryLimitBytes(),
                    true);
            limit(lines, id, "pids limit", before.pidsLimit(), sample.get().pidsLimit(), false);
        });
        if (now.coresLimitChanged()) {
            lines.add(id + " cpu limit is now " + Figures.coresLimit(now.coresLimit()) + " cores");
        }
        if (now.oomKills() > 0) {
            lines.add(id + " ran out of memory: the kernel killed " + now.oomKills()
                    + (now.oomKills() == 1 ? " process" : " processes"));
        }
        if (now.refused() > 0) {
            lines.add(id + " was refused " + now.refused() + " new processes by its pids limit");
        }
        boolean near = near(last.near(), now);
        if (near != last.near()) {
            lines.add(
                    near
                            ? id + " is near its memory limit: " + Figures.bytes(now.memoryBytes()) + " of "
                                    + Figures.bytesLimit(now.memoryLimitBytes())
                            : id + " is not near its memory limit any more");
        }
        boolean throttled = throttled(last.throttled(), now.throttled());
        if (throttled != last.throttled()) {
            lines.add(
                    throttled
                            ? id + " is throttled: it wants more than its " + Figures.coresLimit(now.coresLimit())
                                    + " cores"
                            : id + " is not throttled any more");
        }
        return new Seen(row, trace, near, throttled);
    }

    private static void limit(
            List<String> lines, String id, String what, OptionalLong before, OptionalLong now, boolean bytes) {
        if (!before.equals(now)) {
            String value =
                    now.isEmpty() ? "max" : bytes ? Figures.bytes(now.getAsLong()) : Long.toString(now.getAsLong());
            lines.add(id + " " + what + " is now " + value);
        }
    }

    private static boolean near(boolean before, Point now) {
        if (now.memoryLimitBytes().isEmpty()) {
            return false;
        }
        double share = (double) now.memoryBytes() / now.memoryLimitBytes().getAsLong();
        return before ? share >= NOT_NEAR : share >= NEAR;
    }

    private static boolean throttled(boolean before, OptionalDouble share) {
        return before ? share.orElse(0) > 0 : share.orElse(0) >= HELD_BACK;
    }

    static String state(ContainerRow row) {
        return switch (row.status()) {
            case CREATING -> "is being created";
            case CREATED -> "is created";
            case RUNNING -> "runs";
            case PAUSED -> "is frozen";
            case RESTARTING -> "has ended, and is run again";
            case STOPPED ->
                "has ended"
                        + (row.exitCode().isPresent()
                                ? ", exit code " + row.exitCode().getAsInt()
                                : "")
                        + (row.oomKilled() ? ", killed for want of memory" : "");
        };
    }
}
