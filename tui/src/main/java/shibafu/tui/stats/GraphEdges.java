package shibafu.tui.stats;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Graph;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Symbols;
import shibafu.tui.theme.Role;

/// What stands in the frame of a graph: above, whose it is, the value, and what each colour means; below, the times.
final class GraphEdges {
    static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    /// Columns from one time to the next.
    private static final int TIMES_APART = 20;

    private static final int WIDE = 40;

    /// Columns that are kept for the age of the oldest value: the corner and ` -65s `.
    private static final int OLDEST = 7;

    private final GraphKind kind;
    private final Scene scene;
    private final List<Point> points;

    GraphEdges(GraphKind kind, Scene scene, List<Point> points) {
        this.kind = kind;
        this.scene = scene;
        this.points = points;
    }

    void draw(Canvas canvas) {
        int room = canvas.width() - 2;
        String title = title(room);
        List<Entry> legend = legend();
        canvas.text(1, 0, Cells.cut(title, room, canvas.symbols()), Ink.of(Role.TITLE));
        boolean above = !legend.isEmpty() && Cells.width(title) + width(legend, canvas.symbols()) <= room;
        if (above) {
            legend(canvas, room + 1 - width(legend, canvas.symbols()), 0, legend);
        }
        times(canvas, above ? List.of() : legend);
    }

    private String title(int room) {
        String value = scene.told().map(kind::words).orElse("-");
        String what = kind.word + " " + value + (scene.window().fit() ? ", y to data " : " ");
        String whole = scene.id().isEmpty() ? " " + what : " " + scene.id() + " " + what;
        return Cells.width(whole) <= room ? whole : " " + what;
    }

    /// @param part place of an area, -1 for the other container's line
    /// @param value what it tells, to leave out the least where there is no room
    private record Entry(int part, Role role, String text, double value) {
        int width(Symbols symbols) {
            return Cells.width(joint(symbols) + text) + 2;
        }
    }

    /// A letter is told from the word that it stands for.
    private static String joint(Symbols symbols) {
        return symbols.kind() == Symbols.Kind.ASCII ? "=" : "";
    }

    private static int width(List<Entry> legend, Symbols symbols) {
        return legend.stream().mapToInt(entry -> entry.width(symbols)).sum() + 1;
    }

    private List<Entry> legend() {
        List<Entry> entries = new ArrayList<>();
        Optional<Point> told = scene.told();
        scene.beside()
                .ifPresent(other -> entries.add(new Entry(
                        -1,
                        Role.GRAPH_WITH,
                        other.id()
                                + told.flatMap(point -> scene.besideAt(point.at()))
                                        .map(point -> " " + kind.label.of(kind.value(point)))
                                        .orElse(" -"),
                        Double.MAX_VALUE)));
        List<GraphKind.Part> parts = kind.parts();
        for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
            GraphKind.Part part = parts.get(i);
            double value = told.map(part.value()::applyAsDouble).orElse(Double.NaN);
            if (value > 0 || (i < 2 && !Double.isNaN(value))) {
                entries.add(new Entry(i, part.role(), part.word() + " " + kind.label.of(value), value));
            }
        }
        return entries;
    }

    /// As many as there is room for up to the column `end`.
    private static void legend(Canvas canvas, int from, int y, List<Entry> legend) {
        int x = from;
        canvas.put(x - 1, y, ' ', Ink.PLAIN);
        for (Entry entry : legend) {
            int swatch = entry.part < 0 ? canvas.symbols().beside() : Graph.swatch(canvas.symbols(), entry.part);
            canvas.put(x, y, swatch, Ink.of(entry.role, 0.5));
            x = canvas.text(x + 1, y, joint(canvas.symbols()) + entry.text + " ", Ink.of(Role.FG));
        }
    }

    /// The place of the cursor's moment among the points; empty if there is none, or it is not in sight.
    static OptionalInt place(Scene scene, List<Point> points) {
        int place = scene.window()
                .cursor()
                .map(time -> Happenings.place(points, time))
                .orElse(-1);
        return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
    }

    private void times(Canvas canvas, List<Entry> legend) {
        int bottom = canvas.height() - 1;
        int right = canvas.width() - 1;
        Optional<Instant> cursor = scene.window().cursor().filter(at -> !points.isEmpty());
        boolean now = scene.window().isNow() || points.isEmpty();
        String newest = cursor.isPresent() ? " at " + clock(cursor.get()) + " " : now ? " now " : ago(points.getLast());
        int end = right - Cells.width(newest);
        canvas.text(end, bottom, newest, Ink.of(cursor.isPresent() ? Role.KEY : now ? Role.DIM : Role.WARN));
        List<Entry> fitting = new ArrayList<>(legend);
        while (!fitting.isEmpty() && width(fitting, canvas.symbols()) > end - OLDEST) {
            fitting.remove(Collections.min(fitting, Comparator.comparingDouble(Entry::value)));
        }
        if (!fitting.isEmpty()) {
            end -= width(fitting, canvas.symbols());
            legend(canvas, end + 1, bottom, fitting);
        } else if (canvas.width() >= WIDE) {
            clocks(canvas, bottom, end);
        }
        oldest(canvas, bottom, end);
    }

    /// How long ago the oldest value was, under its column.
    private void oldest(Canvas canvas, int bottom, int end) {
        if (points.size() < 2) {
            return;
        }
        String text = ago(points.getFirst());
        // Under its column, or as near to it as there is room.
        int x = Math.max(1, Math.min(column(canvas, 0), end - Cells.width(text)));
        if (x + Cells.width(text) <= end) {
            canvas.text(x, bottom, text, Ink.of(Role.DIM));
        }
    }

    /// Real times, each beginning under its column.
    private void clocks(Canvas canvas, int bottom, int end) {
        int perCell = canvas.symbols().samplesPerCell();
        for (int x = canvas.width() - 2 - TIMES_APART; x > GraphsView.LABELS + 12; x -= TIMES_APART) {
            int place = points.size() - 1 - (canvas.width() - 2 - x) * perCell;
            String text = place < 0 ? "" : " " + clock(points.get(place).at()) + " ";
            if (place >= 0 && x - 1 + Cells.width(text) < end) {
                canvas.text(x - 1, bottom, text, Ink.of(Role.DIM));
            }
        }
    }

    private int column(Canvas canvas, int place) {
        return canvas.width()
                - 2
                - (points.size() - 1 - place) / canvas.symbols().samplesPerCell();
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(scene.zone()));
    }

    private String ago(Point point) {
        Instant newest = scene.trace().newest().map(Point::at).orElse(point.at());
        return " -" + Figures.age(Duration.between(point.at(), newest).toSeconds()) + " ";
    }
}
