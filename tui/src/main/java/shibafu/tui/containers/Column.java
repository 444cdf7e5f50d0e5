package shibafu.tui.containers;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.stats.Figures;
import shibafu.tui.stats.Measure;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;
import shibafu.tui.theme.Role;

/// A column of the list.
///
/// @param name what it is asked for by
/// @param width in cells, without the gap after it
/// @param from the screen width from which on it is shown
/// @param right whether its text stands at its right edge
record Column(String name, String title, int width, int from, boolean right, Content content) {
    /// What stands in a row of the column.
    interface Content {
        Text of(ContainerRow row, Trace trace, Instant now);
    }

    /// @param share how full a bar in the column is, where it is one
    record Text(String text, Role role, OptionalDouble share) {
        static Text of(String text, Role role) {
            return new Text(text, role, OptionalDouble.empty());
        }
    }

    private static final Text NOTHING = Text.of("-", Role.DIM);
    private static final double FULL = 0.95;

    static Text state(ContainerRow row, Trace trace) {
        State state = State.of(row);
        return Text.of(state.word(), state.role());
    }

    static Text cpu(ContainerRow row, Trace trace) {
        return trace.newest()
                .map(point -> {
                    String used = point.cores().isPresent()
                            ? Figures.cores(point.cores().getAsDouble())
                            : "-";
                    return Text.of(used + " of " + Figures.coresLimit(point.coresLimit()), Role.FG);
                })
                .orElse(NOTHING);
    }

    static Text cpuBar(ContainerRow row, Trace trace) {
        return trace.newest()
                .filter(point -> point.cores().isPresent() && point.coresLimit().isPresent())
                .map(point -> new Text(
                        "",
                        Role.GRAPH_CPU,
                        OptionalDouble.of(
                                point.cores().getAsDouble() / point.coresLimit().getAsDouble())))
                .orElse(Text.of("", Role.DIM));
    }

    static Text throttled(ContainerRow row, Trace trace) {
        OptionalDouble share = trace.newest().map(Point::throttled).orElse(OptionalDouble.empty());
        if (share.isEmpty()) {
            return NOTHING;
        }
        String figure = Figures.percent(share.getAsDouble());
        return share.getAsDouble() > 0 ? Text.of(figure + "!", Role.WARN) : Text.of(figure, Role.FG);
    }

    static Text memory(ContainerRow row, Trace trace) {
        return trace.newest()
                .map(point -> Text.of(
                        Figures.bytes(point.memoryBytes()) + " of " + Figures.bytesLimit(point.memoryLimitBytes()),
                        memoryShare(point).orElse(0) > FULL ? Role.WARN : Role.FG))
                .orElse(NOTHING);
    }

    static Text memoryBar(ContainerRow row, Trace trace) {
        OptionalDouble share = trace.newest().map(Column::memoryShare).orElse(OptionalDouble.empty());
        return new Text("", Role.GRAPH_MEM, share);
    }

    static Text pids(ContainerRow row, Trace trace) {
        return trace.last()
                .map(sample -> Text.of(
                        sample.pids() + "/" + limit(sample.pidsLimit()),
                        sample.pidsLimit().isPresent()
                                        && sample.pids() >= sample.pidsLimit().getAsLong()
                                ? Role.WARN
                                : Role.FG))
                .orElse(NOTHING);
    }

    static Text oom(ContainerRow row, Trace trace) {
        long kills = kills(trace);
        if (kills == 0) {
            return trace.last().isEmpty() ? NOTHING : Text.of("0", Role.FG);
        }
        return Text.of(Long.toString(kills), Role.OOM);
    }

    static long kills(Trace trace) {
        return trace.last().map(Sample::oomKills).orElse(0L);
    }

    /// It is drawn.
    static Text nothing(ContainerRow row, Trace trace) {
        return Text.of("", Role.DIM);
    }

    /// Shares of the time in which something waited for a processor, for memory, for disks.
    static Text pressure(ContainerRow row, Trace trace) {
        return trace.newest()
                .map(point -> Text.of(
                        waits(point.known(Measure.CPU_WAIT)) + "/" + waits(point.known(Measure.MEMORY_WAIT)) + "/"
                                + waits(point.known(Measure.DISK_WAIT)),
                        Role.FG))
                .orElse(NOTHING);
    }

    private static String waits(OptionalDouble share) {
        return share.isPresent() ? Figures.percent(share.getAsDouble()) : "-";
    }

    static Text age(ContainerRow row, Trace trace, Instant now) {
        return Text.of(Figures.age(Duration.between(row.created(), now).toSeconds()), Role.FG);
    }

    static Text command(ContainerRow row, Trace trace) {
        return Text.of(String.join(" ", row.command()), Role.DIM);
    }

    static Text image(ContainerRow row, Trace trace) {
        return Text.of(row.image(), Role.FG);
    }

    static Text pid(ContainerRow row, Trace trace) {
        return row.pid() > 0 ? Text.of(Integer.toString(row.pid()), Role.FG) : NOTHING;
    }

    private static OptionalDouble memoryShare(Point point) {
        return point.memoryLimitBytes().isPresent()
                ? OptionalDouble.of((double) point.memoryBytes()
                        / Math.max(1, point.memoryLimitBytes().getAsLong()))
                : OptionalDouble.empty();
    }

    private static String limit(OptionalLong limit) {
        return limit.isPresent() ? Long.toString(limit.getAsLong()) : "-";
    }
}
