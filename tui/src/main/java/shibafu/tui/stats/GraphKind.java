package shibafu.tui.stats;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import shibafu.tui.draw.Lane;
import shibafu.tui.draw.Lane.Sign;
import shibafu.tui.theme.Role;

/// What a graph shows, in the order in which they are shown as far as there is room.
@SuppressWarnings("ImmutableEnumChecker") // its functions are lambdas without a state
public enum GraphKind {
    CPU("cpu", Label.CORES, 0.1),
    MEMORY("memory", Label.BYTES, 1 << 20),
    WAITING("waiting", Label.SHARE, 0.1),
    DISKS("disks", Label.BYTES, 1 << 20),
    NETWORK("network", Label.BYTES, 1 << 10),
    PIDS("pids", Label.COUNT, 10);

    /// Writes a value.
    enum Label {
        CORES,
        BYTES,
        SHARE,
        COUNT;

        String of(double value) {
            return switch (this) {
                case CORES -> Figures.cores(value);
                case BYTES -> Figures.bytes((long) value);
                case SHARE -> Figures.percent(value) + "%";
                case COUNT -> String.format(Locale.ROOT, "%.0f", value);
            };
        }

        String of(OptionalDouble value, String none) {
            return value.isPresent() ? of(value.getAsDouble()) : none;
        }
    }

    /// One of the areas that are stacked.
    ///
    /// @param word what the legend calls it
    /// @param value NaN where it is not known
    record Part(String word, Role role, ToDoubleFunction<Point> value) {}

    private static final double STALLED = 0.1;

    final String word;
    final Label label;

    /// The lowest upper edge of a graph without a limit: noise must not fill it.
    final double least;

    GraphKind(String word, Label label, double least) {
        this.word = word;
        this.label = label;
        this.least = least;
    }

    /// The areas, from below.
    List<Part> parts() {
        return switch (this) {
            case CPU ->
                List.of(
                        new Part("sys", Role.GRAPH_CPU_SYS, Parts::system),
                        new Part("user", Role.GRAPH_CPU, Parts::user));
            case MEMORY ->
                List.of(
                        new Part("kern", Role.GRAPH_MEM_KERNEL, Parts::kernel),
                        new Part("anon", Role.GRAPH_MEM_ANON, Parts::anon),
                        new Part("file", Role.GRAPH_MEM_FILE, Parts::file),
                        new Part("other", Role.GRAPH_MEM, Parts::other),
                        // It is no part of what the limit limits: what lies above the line is in swap.
                        new Part("swap", Role.GRAPH_SWAP, point -> point.get(Measure.SWAP)));
            case WAITING ->
                List.of(
                        new Part("full", Role.GRAPH_PSI_FULL, Parts::stall),
                        new Part("some", Role.GRAPH_PSI_SOME, point -> Parts.wait(point) - Parts.stall(point)));
            case DISKS ->
                List.of(
                        new Part("read", Role.GRAPH_IO_READ, point -> point.get(Measure.READ)),
                        new Part("write", Role.GRAPH_IO_WRITE, point -> point.get(Measure.WRITTEN)));
            case NETWORK ->
                List.of(
                        new Part("rx", Role.GRAPH_NET_RX, point -> point.get(Measure.RECEIVED)),
                        new Part("tx", Role.GRAPH_NET_TX, point -> point.get(Measure.SENT)));
            case PIDS -> List.of(new Part("pids", Role.GRAPH_PIDS, point -> point.get(Measure.PIDS)));
        };
    }

    /// All of it together.
    double value(Point point) {
        return switch (this) {
            case CPU -> point.get(Measure.CORES);
            case MEMORY -> point.get(Measure.MEMORY);
            case WAITING -> Parts.wait(point);
            case DISKS -> point.get(Measure.READ) + point.get(Measure.WRITTEN);
            case NETWORK -> point.get(Measure.RECEIVED) + point.get(Measure.SENT);
            case PIDS -> point.get(Measure.PIDS);
        };
    }

    /// NaN where there is none.
    double limit(Point point) {
        return switch (this) {
            case CPU -> point.get(Measure.CORES_LIMIT);
            case MEMORY -> point.get(Measure.MEMORY_LIMIT);
            case WAITING, NETWORK -> Double.NaN;
            case DISKS -> Parts.diskLimit(point);
            case PIDS -> point.get(Measure.PIDS_LIMIT);
        };
    }

    /// Where it is slowed down; NaN where it is not.
    double high(Point point) {
        return this == MEMORY ? point.get(Measure.MEMORY_HIGH) : Double.NaN;
    }

    /// What the samples themselves tell.
    Lane.Mark mark(Point point) {
        return switch (this) {
            case CPU -> new Lane.Mark(point.throttled().orElse(0), changed(point.coresLimitChanged()));
            case MEMORY ->
                new Lane.Mark(
                        0,
                        point.oomKills() > 0
                                ? Sign.OOM
                                : point.refused() > 0
                                        ? Sign.REFUSED
                                        : changed(point.memoryLimitChanged())
                                                .or(
                                                        point.get(Measure.MEMORY_STALL) > STALLED
                                                                ? Sign.STALLED
                                                                : point.get(Measure.SLOWED) > 0
                                                                        ? Sign.SLOWED
                                                                        : Sign.NONE));
            case WAITING -> new Lane.Mark(0, point.get(Measure.MEMORY_STALL) > STALLED ? Sign.STALLED : Sign.NONE);
            case DISKS -> new Lane.Mark(0, changed(point.diskLimitChanged()));
            case NETWORK -> Lane.Mark.NOTHING;
            case PIDS -> new Lane.Mark(0, point.refused() > 0 ? Sign.REFUSED : changed(point.pidsLimitChanged()));
        };
    }

    private static Sign changed(boolean limit) {
        return limit ? Sign.LIMIT_CHANGED : Sign.NONE;
    }

    /// A moment in words, for the title.
    String words(Point point) {
        return switch (this) {
            case CPU -> label.of(point.cores(), "-") + " of " + label.of(point.coresLimit(), "max") + " cores";
            case MEMORY ->
                Figures.bytes(point.memoryBytes()) + " of " + Figures.bytesLimit(point.memoryLimitBytes())
                        + (Double.isNaN(high(point)) ? "" : " high " + label.of(high(point)));
            case WAITING ->
                "cpu " + label.of(point.known(Measure.CPU_WAIT), "-") + " mem "
                        + label.of(point.known(Measure.MEMORY_WAIT), "-") + " disk "
                        + label.of(point.known(Measure.DISK_WAIT), "-");
            case DISKS ->
                "in " + rate(point, Measure.READ, Measure.READ_LIMIT) + " out "
                        + rate(point, Measure.WRITTEN, Measure.WRITE_LIMIT);
            case NETWORK ->
                point.known(Measure.RECEIVED).isEmpty()
                        ? "none of its own"
                        : "in " + label.of(point.get(Measure.RECEIVED)) + "/s out " + label.of(point.get(Measure.SENT))
                                + "/s";
            case PIDS -> point.pids() + " of " + label.of(point.known(Measure.PIDS_LIMIT), "max");
        };
    }

    private String rate(Point point, Measure bytes, Measure limit) {
        String used = label.of(point.known(bytes), "-");
        return (point.known(limit).isEmpty() ? used : used + " of " + label.of(point.get(limit))) + "/s";
    }
}
