package shibafu.tui.stats;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Graph;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Lane;
import shibafu.tui.draw.Rect;
import shibafu.tui.theme.Role;

/// A graph of a container, in a frame: the value as an area, its limit as a line, and below it what
/// happened when.
public final class GraphsView {
    /// Columns of the labels at the left: `100M` and the tick.
    private static final int LABELS = 5;

    /// The upper edge lies so far above the limit, so that the line is inside the graph.
    private static final double HEADROOM = 1.1;

    private final GraphKind kind;
    private final String id;
    private final Window window;

    private GraphsView(GraphKind kind, String id, Window window) {
        this.kind = kind;
        this.id = id;
        this.window = window;
    }

    /// @param staged a limit that is only being thought about
    public static void draw(
            Canvas canvas, GraphKind kind, String id, Trace trace, Window window, OptionalDouble staged) {
        new GraphsView(kind, id, window).draw(canvas, trace, staged);
    }

    private void draw(Canvas canvas, Trace trace, OptionalDouble staged) {
        canvas.frame(title(canvas.width() - 2, trace), Ink.of(Role.BORDER), Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        int plotRows = Math.max(1, inner.height() - 1);
        Rect plot = inner.bounds().rightOf(LABELS).top(plotRows);
        List<Point> points = trace.tail(plot.width() * canvas.symbols().samplesPerCell(), window);
        List<Graph.Value> values = points.stream().map(this::value).toList();
        double top = top(values, staged);
        new Graph(values, top, kind.role, staged).draw(inner.in(plot));
        new Lane(points.stream().map(kind.mark).toList())
                .draw(inner.in(inner.bounds().rightOf(LABELS).below(plotRows)));
        axis(inner, plotRows, top, values, staged);
        times(canvas, trace, points);
    }

    private String title(int room, Trace trace) {
        String what = kind.word + " " + kind.now(trace) + " ";
        String whole = id.isEmpty() ? " " + what : " " + id + " " + what;
        return Cells.width(whole) <= room ? whole : " " + what;
    }

    private Graph.Value value(Point point) {
        return new Graph.Value(
                kind.value.applyAsDouble(point),
                kind.limit.applyAsDouble(point),
                kind.mark.apply(point).oom());
    }

    private double top(List<Graph.Value> values, OptionalDouble staged) {
        double highest = Math.max(max(values, Graph.Value::limit), staged.orElse(0));
        double used = max(values, Graph.Value::value);
        return highest > 0 ? Math.max(highest * HEADROOM, used) : Math.max(used * HEADROOM, kind.least);
    }

    /// The highest, 0 if there is none: NaN compares as not higher.
    private static double max(List<Graph.Value> values, ToDoubleFunction<Graph.Value> part) {
        double max = 0;
        for (Graph.Value value : values) {
            double candidate = part.applyAsDouble(value);
            max = candidate > max ? candidate : max;
        }
        return max;
    }

    private void axis(Canvas inner, int rows, double top, List<Graph.Value> values, OptionalDouble staged) {
        label(inner, 0, top, Ink.of(Role.DIM));
        label(inner, rows - 1, 0, Ink.of(Role.DIM));
        double limit = values.isEmpty() ? Double.NaN : values.getLast().limit();
        if (!Double.isNaN(limit)) {
            label(inner, rowOf(limit, top, rows), limit, Ink.of(Role.LIMIT_MAX));
        }
        if (staged.isPresent()) {
            label(inner, rowOf(staged.getAsDouble(), top, rows), staged.getAsDouble(), Ink.of(Role.LIMIT_STAGED));
        }
    }

    private static int rowOf(double value, double top, int rows) {
        return rows - 1 - Math.clamp((int) (value / top * rows), 0, rows - 1);
    }

    private void label(Canvas inner, int row, double value, Ink ink) {
        inner.fill(new Rect(0, row, LABELS, 1), ink);
        inner.textEndingAt(LABELS - 1, row, kind.label.of(value), ink);
        inner.put(LABELS - 1, row, inner.symbols().tick(), Ink.of(Role.BORDER));
    }

    /// How long ago the oldest value was, under its column.
    private void times(Canvas canvas, Trace trace, List<Point> points) {
        int bottom = canvas.height() - 1;
        int right = canvas.width() - 2;
        String newest = window.isNow() || points.isEmpty() ? " now " : ago(trace, points.getLast());
        canvas.textEndingAt(right, bottom, newest, Ink.of(window.isNow() ? Role.DIM : Role.WARN));
        if (points.size() > 1) {
            String text = ago(trace, points.getFirst());
            int columns = (points.size() + canvas.symbols().samplesPerCell() - 1)
                    / canvas.symbols().samplesPerCell();
            int oldest = Math.max(LABELS + 1, right + 1 - columns);
            if (oldest + Cells.width(text) < right - Cells.width(newest)) {
                canvas.text(oldest, bottom, text, Ink.of(Role.DIM));
            }
        }
    }

    private static String ago(Trace trace, Point point) {
        Duration span =
                Duration.between(point.at(), trace.newest().map(Point::at).orElse(point.at()));
        return " -" + Figures.age(span.toSeconds()) + " ";
    }
}
