package shibafu.tui.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Curve;
import shibafu.tui.draw.Graph;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Lane;
import shibafu.tui.draw.Rect;
import shibafu.tui.theme.Role;

/// A graph of a container, in a frame: what it used as areas on each other, its limits as lines, and below it what
/// happened when.
public final class GraphsView {
    /// Columns of the labels at the left: `100M` and the tick.
    static final int LABELS = 5;

    /// Columns of a graph that are not of its plot.
    public static final int EDGES = LABELS + 2;

    /// The upper edge lies so far above the limit, so that the line is inside the graph.
    private static final double HEADROOM = 1.1;

    /// Rows from which on the middle of the axis has a label too.
    private static final int THREE_LABELS = 7;

    private final GraphKind kind;
    private final Scene scene;
    private final List<Point> points;
    private final Curve besides;
    private final OptionalDouble staged;

    private GraphsView(GraphKind kind, Scene scene, List<Point> points) {
        this.kind = kind;
        this.scene = scene;
        this.points = points;
        this.besides = scene.besides(kind, points);
        this.staged = scene.staged(kind);
    }

    public static void draw(Canvas canvas, GraphKind kind, Scene scene) {
        int columns = Math.max(1, canvas.width() - 2 - LABELS);
        List<Point> points = scene.trace().tail(columns * canvas.symbols().samplesPerCell(), scene.window());
        new GraphsView(kind, scene, points).draw(canvas);
    }

    private void draw(Canvas canvas) {
        canvas.frame("", Ink.of(Role.BORDER), Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        int plotRows = Math.max(1, inner.height() - 1);
        Rect plot = inner.bounds().rightOf(LABELS).top(plotRows);
        List<Lane.Mark> marks = Happenings.marks(kind, scene, points);
        double top = top();
        new Graph(parts(), lines(), Happenings.columns(marks), top, cursor(canvas, plot.width())).draw(inner.in(plot));
        new Lane(marks).draw(inner.in(inner.bounds().rightOf(LABELS).below(plotRows)));
        axis(inner, plotRows, top);
        new GraphEdges(kind, scene, points).draw(canvas);
    }

    private List<Graph.Part> parts() {
        return kind.parts().stream()
                .map(part -> new Graph.Part(part.role(), curve(part.value())))
                .toList();
    }

    private List<Graph.Line> lines() {
        List<Graph.Line> lines = new ArrayList<>();
        lines.add(new Graph.Line(Graph.Kind.LIMIT, curve(kind::limit)));
        lines.add(new Graph.Line(Graph.Kind.HIGH, curve(kind::high)));
        if (staged.isPresent()) {
            lines.add(new Graph.Line(Graph.Kind.STAGED, Curve.of(staged.getAsDouble())));
        }
        if (scene.beside().isPresent()) {
            lines.add(new Graph.Line(Graph.Kind.BESIDE, besides));
        }
        return lines;
    }

    private Curve curve(ToDoubleFunction<Point> value) {
        return Curve.of(points.size(), i -> value.applyAsDouble(points.get(i)));
    }

    private OptionalInt cursor(Canvas canvas, int width) {
        OptionalInt place = GraphEdges.place(scene, points);
        return place.isEmpty()
                ? place
                : OptionalInt.of(width
                        - 1
                        - (points.size() - 1 - place.getAsInt())
                                / canvas.symbols().samplesPerCell());
    }

    /// The value of the upper edge: a little above the limit, or of the highest value where it is to fit that, or
    /// there is no limit.
    private double top() {
        double limit =
                Math.max(Math.max(curve(kind::limit).max(), curve(kind::high).max()), staged.orElse(0));
        double used = besides.max();
        for (Point point : points) {
            double sum = kind.parts().stream()
                    .mapToDouble(part -> part.value().applyAsDouble(point))
                    .filter(value -> value > 0)
                    .sum();
            used = Math.max(used, sum);
        }
        return limit > 0 && !scene.window().fit()
                ? Math.max(limit * HEADROOM, used)
                : Math.max(used * HEADROOM, kind.least);
    }

    private void axis(Canvas inner, int rows, double top) {
        label(inner, 0, top, Ink.of(Role.DIM));
        label(inner, rows - 1, 0, Ink.of(Role.DIM));
        if (rows >= THREE_LABELS) {
            int middle = rows / 2;
            label(inner, middle, top * (rows - middle - 0.5) / rows, Ink.of(Role.DIM));
        }
        if (!points.isEmpty()) {
            line(inner, rows, top, kind.high(points.getLast()), Role.LIMIT_HIGH);
            line(inner, rows, top, kind.limit(points.getLast()), Role.LIMIT_MAX);
        }
        line(inner, rows, top, staged.orElse(Double.NaN), Role.LIMIT_STAGED);
    }

    private void line(Canvas inner, int rows, double top, double value, Role role) {
        if (value <= top) {
            label(inner, rows - 1 - Math.clamp((int) (value / top * rows), 0, rows - 1), value, Ink.of(role));
        }
    }

    private void label(Canvas inner, int row, double value, Ink ink) {
        inner.fill(new Rect(0, row, LABELS, 1), ink);
        inner.textEndingAt(LABELS - 1, row, kind.label.of(value), ink);
        inner.put(LABELS - 1, row, inner.symbols().tick(), Ink.of(Role.BORDER));
    }
}
