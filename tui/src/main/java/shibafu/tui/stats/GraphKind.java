package shibafu.tui.stats;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import shibafu.tui.draw.Lane;
import shibafu.tui.theme.Role;

/// What a graph shows, in the order in which they are shown as far as there is room.
@SuppressWarnings("ImmutableEnumChecker") // its functions are lambdas without a state
public enum GraphKind {
    CPU(
            "cpu",
            Role.GRAPH_CPU,
            point -> point.cores().orElse(Double.NaN),
            point -> point.coresLimit().orElse(Double.NaN),
            Point::cpuMark,
            Figures::cores,
            0.1),
    MEMORY(
            "memory",
            Role.GRAPH_MEM,
            Point::memoryBytes,
            point -> orNone(point.memoryLimitBytes()),
            Point::memoryMark,
            bytes -> Figures.bytes((long) bytes),
            1 << 20),
    WAITING(
            "waiting",
            Role.GRAPH_CPU,
            Point::longestWait,
            point -> Double.NaN,
            point -> Lane.Mark.NOTHING,
            share -> Figures.percent(share) + "%",
            0.1),
    DISKS(
            "disks",
            Role.GRAPH_MEM,
            Point::transferred,
            point -> Double.NaN,
            point -> Lane.Mark.NOTHING,
            bytes -> Figures.bytes((long) bytes),
            1 << 20),
    PIDS(
            "pids",
            Role.GRAPH_CPU,
            Point::pids,
            point -> orNone(point.pidsLimit()),
            Point::pidsMark,
            count -> String.format(Locale.ROOT, "%.0f", count),
            10);

    /// Writes a value of the axis.
    interface Label {
        String of(double value);
    }

    final String word;
    final Role role;
    final ToDoubleFunction<Point> value;
    final ToDoubleFunction<Point> limit;
    final Function<Point, Lane.Mark> mark;
    final Label label;

    /// The lowest upper edge of a graph without a limit: noise must not fill it.
    final double least;

    GraphKind(
            String word,
            Role role,
            ToDoubleFunction<Point> value,
            ToDoubleFunction<Point> limit,
            Function<Point, Lane.Mark> mark,
            Label label,
            double least) {
        this.word = word;
        this.role = role;
        this.value = value;
        this.limit = limit;
        this.mark = mark;
        this.label = label;
        this.least = least;
    }

    /// The newest value in words.
    String now(Trace trace) {
        return trace.newest().map(this::now).orElse("-");
    }

    private String now(Point point) {
        return switch (this) {
            case CPU ->
                (point.cores().isPresent() ? Figures.cores(point.cores().getAsDouble()) : "-") + " of "
                        + Figures.coresLimit(point.coresLimit()) + " cores";
            case MEMORY -> Figures.bytes(point.memoryBytes()) + " of " + Figures.bytesLimit(point.memoryLimitBytes());
            case WAITING ->
                point.flow()
                        .map(rates -> "cpu " + share(rates.cpuWait()) + " mem " + share(rates.memoryWait()) + " disk "
                                + share(rates.ioWait()))
                        .orElse("-");
            case DISKS ->
                point.flow()
                        .map(rates -> "in " + Figures.bytes((long) rates.readBytes()) + "/s out "
                                + Figures.bytes((long) rates.writtenBytes()) + "/s")
                        .orElse("-");
            case PIDS ->
                point.pids() + " of "
                        + (point.pidsLimit().isPresent()
                                ? Long.toString(point.pidsLimit().getAsLong())
                                : "max");
        };
    }

    private static String share(OptionalDouble share) {
        return share.isPresent() ? Figures.percent(share.getAsDouble()) + "%" : "-";
    }

    private static double orNone(OptionalLong limit) {
        return limit.isPresent() ? limit.getAsLong() : Double.NaN;
    }
}
