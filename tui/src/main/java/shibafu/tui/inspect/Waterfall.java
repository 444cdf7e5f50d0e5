package shibafu.tui.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shibafu.engine.state.LaunchTrace;
import shibafu.engine.state.LaunchTrace.Op;
import shibafu.tui.draw.Symbols;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.Line;
import shibafu.tui.reader.Look;
import shibafu.tui.theme.Role;

/// How a container was started: each operation with its time as a bar, all on one time axis.
public record Waterfall(LaunchTrace trace) implements Content {
    private static final int LEAST_BAR = 12;

    /// Columns of `  17   3531.3µs `.
    private static final int FIGURES = 16;

    @Override
    public List<Line> head(Look look) {
        List<Line> head = new ArrayList<>();
        head.add(Line.of(summary(), trace.failure().isPresent() ? Role.ERROR : Role.TITLE));
        trace.failure().ifPresent(failure -> head.addAll(look.sentence(failure.why(), Role.ERROR)));
        return head;
    }

    private String summary() {
        String time = micros(trace.totalNanos()) + " µs";
        if (trace.failure().isPresent()) {
            return "failed after " + time + ", at operation " + trace.ops().size() + " of " + trace.planned() + ":";
        }
        return "started by " + trace.ops().size() + " operations in " + time
                + trace.slowest()
                        .map(op -> ", the slowest " + micros(op.nanos()) + " µs (" + share(op) + "%): " + op.phrase())
                        .orElse("");
    }

    @Override
    public boolean endsBadly() {
        return trace.failure().isPresent();
    }

    @Override
    public List<Line> lines(Look look) {
        int width = Math.max(LEAST_BAR, look.width() / 3);
        List<Line> lines = new ArrayList<>();
        long begun = 0;
        for (Op op : trace.ops()) {
            lines.add(line(op, begun, width, look.symbols()));
            if (look.options().wrap() && !op.fields().isEmpty()) {
                for (Line part : look.sentence(" ".repeat(FIGURES + 1) + op.kind() + " " + op.fields(), Role.DIM)) {
                    lines.add(part);
                }
            }
            begun += op.nanos();
        }
        return lines;
    }

    private Line line(Op op, long begun, int width, Symbols symbols) {
        Role role = trace.failed(op) ? Role.ERROR : slowest(op) ? Role.WARN : Role.FG;
        Role bar = role == Role.FG ? Role.GRAPH_CPU : role;
        String figures = String.format(Locale.ROOT, "%4d %8s µs ", op.index() + 1, micros(op.nanos()));
        int left = cell(begun, width);
        int right = cell(begun + op.nanos(), width);
        char least = trace.failed(op) ? symbols.oom() : symbols.quiet();
        String drawn = right > left ? symbols.full().repeat(right - left) : Character.toString(least);
        int start = Math.min(left, width - 1);
        String after = " ".repeat(Math.max(0, width - start - drawn.length()));
        return Line.of(figures, role == Role.FG ? Role.DIM : role)
                .and(" ".repeat(start))
                .and(drawn, bar)
                .and(after + " ")
                .and(op.phrase(), role);
    }

    private int cell(long nanos, int width) {
        long total = trace.totalNanos();
        return total == 0 ? 0 : Math.toIntExact(Math.round((double) nanos * width / total));
    }

    private boolean slowest(Op op) {
        return trace.slowest().equals(Optional.of(op));
    }

    private String share(Op op) {
        return Long.toString(Math.round(100.0 * op.nanos() / Math.max(1, trace.totalNanos())));
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, nanos < 100_000 ? "%.1f" : "%.0f", nanos / 1000.0);
    }
}
