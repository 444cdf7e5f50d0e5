package shibafu.tui.containers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;

/// By what the list is in order: the most first, names from A to Z, what is not known last.
public enum Sort {
    /// As the engine lists them.
    NONE("none"),
    NAME("name"),
    CPU("cpu"),
    THROTTLED("thr"),
    MEMORY("mem"),
    PIDS("pids"),
    OOM("oom"),
    /// The newest first.
    AGE("age");

    private final String column;

    Sort(String column) {
        this.column = column;
    }

    /// The column's name.
    public String column() {
        return column;
    }

    public Sort next() {
        List<Sort> all = List.of(values());
        return all.get((all.indexOf(this) + 1) % all.size());
    }

    /// Of a column's name.
    public static Optional<Sort> of(String column) {
        return Stream.of(values())
                .filter(sort -> sort.column.equals(column.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// Whether the least stands first, unless it is inverted.
    boolean rises() {
        return this == NAME;
    }

    /// Ids in their order.
    List<String> order(List<ContainerRow> rows, Function<ContainerRow, Trace> traces, boolean inverted) {
        List<ContainerRow> sorted = new ArrayList<>(rows);
        if (this == NAME) {
            Comparator<ContainerRow> byName = Comparator.comparing(ContainerRow::id);
            sorted.sort(inverted ? byName.reversed() : byName);
        } else if (this != NONE) {
            sorted.sort(Comparator.comparingDouble(row -> {
                double value = value(row, traces.apply(row));
                return Double.isNaN(value) ? Double.POSITIVE_INFINITY : inverted ? value : -value;
            }));
        }
        return sorted.stream().map(ContainerRow::id).toList();
    }

    private double value(ContainerRow row, Trace trace) {
        Optional<Point> now = trace.newest().filter(point -> row.status().canSignal());
        return switch (this) {
            case NONE, NAME -> Double.NaN;
            case CPU -> now.map(point -> point.cores().orElse(Double.NaN)).orElse(Double.NaN);
            case THROTTLED ->
                now.map(point -> point.throttled().orElse(Double.NaN)).orElse(Double.NaN);
            case MEMORY -> now.map(point -> (double) point.memoryBytes()).orElse(Double.NaN);
            case PIDS -> now.map(point -> (double) point.pids()).orElse(Double.NaN);
            case OOM -> trace.last().isPresent() ? Column.kills(trace) : Double.NaN;
            case AGE -> row.created().toEpochMilli();
        };
    }
}
