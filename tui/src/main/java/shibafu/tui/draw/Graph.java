package shibafu.tui.draw;

import java.util.List;
import java.util.OptionalInt;
import shibafu.tui.theme.Role;

/// A graph of areas stacked on each other, with lines such as a limit, the newest value at the right edge.
///
/// @param parts from below, all of the same size
/// @param lines the first is before the others where they meet
/// @param columns what a whole column is marked with, oldest first; none, or as many as there are values
/// @param top the value of the upper edge
/// @param cursor a column of the canvas
public record Graph(List<Part> parts, List<Line> lines, List<Column> columns, double top, OptionalInt cursor) {
    /// One of the areas.
    public record Part(Role role, Curve values) {}

    /// What a line is.
    public enum Kind {
        /// A limit that held.
        LIMIT(Role.LIMIT_MAX),
        /// One that slows down.
        HIGH(Role.LIMIT_HIGH),
        /// One that is only being thought about, over the whole width.
        STAGED(Role.LIMIT_STAGED),
        /// Another container's value, drawn over everything.
        BESIDE(Role.GRAPH_WITH);

        private final Role role;

        Kind(Role role) {
            this.role = role;
        }

        public Role role() {
            return role;
        }
    }

    public record Line(Kind kind, Curve values) {}

    /// A vertical line, drawn where no data is.
    public enum Column {
        NONE(Role.DIM),
        ALARM(Role.OOM),
        MARK_A(Role.MARK_A),
        MARK_B(Role.MARK_B);

        private final Role role;

        Column(Role role) {
            this.role = role;
        }
    }

    public Graph {
        parts = List.copyOf(parts);
        lines = List.copyOf(lines);
        columns = List.copyOf(columns);
    }

    /// What a part looks like, for a legend.
    public static int swatch(Symbols symbols, int part) {
        return Area.full(symbols, part);
    }

    /// Fills the canvas.
    public void draw(Canvas plot) {
        Area area = new Area(parts, plot.symbols(), plot.width(), plot.height(), top);
        int perCell = plot.symbols().samplesPerCell();
        int size = parts.isEmpty() ? 0 : parts.getFirst().values().size();
        for (int x = 0; x < plot.width(); x++) {
            int newest = size - 1 - (plot.width() - 1 - x) * perCell;
            column(plot, x, newest, area);
        }
    }

    private void column(Canvas plot, int x, int newest, Area area) {
        int perCell = plot.symbols().samplesPerCell();
        boolean pointed = cursor.isPresent() && cursor.getAsInt() == x;
        double limit = Double.NaN;
        int[] rows = new int[lines.size()];
        for (int i = 0; i < rows.length; i++) {
            Line line = lines.get(i);
            double value = line.kind == Kind.STAGED ? line.values.at(0) : line.values.newest(newest, perCell);
            limit = line.kind == Kind.LIMIT ? value : limit;
            rows[i] = rowOf(value, plot.height());
        }
        Column mark = columnAt(newest, perCell);
        for (int row = 0; row < plot.height(); row++) {
            int y = plot.height() - 1 - row;
            int line = lineAt(rows, row);
            Kind kind = line < 0 ? Kind.LIMIT : lines.get(line).kind;
            int glyph = area.glyph(x, row);
            if (line >= 0 && (glyph == ' ' || kind == Kind.BESIDE)) {
                plot.put(x, y, symbol(plot.symbols(), kind), Ink.of(kind.role));
            } else if (glyph != ' ') {
                // A staged limit is no limit yet: it leaves the data alone.
                boolean onLine = line >= 0 && kind != Kind.STAGED;
                Ink own = ink(area.shown(x, row), (row + 1) * top / plot.height() / limit);
                plot.put(x, y, glyph, onLine ? Ink.of(kind.role) : pointed ? Ink.of(Role.KEY) : own);
            } else if (pointed || mark != Column.NONE) {
                int side = plot.symbols().frame().codePointAt(3);
                plot.put(x, y, side, Ink.of(pointed ? Role.KEY : mark.role));
            }
        }
    }

    /// A gradient tells how near the limit is; where there is none, nothing is near to it.
    private Ink ink(int part, double nearness) {
        return Ink.of(parts.get(part).role, Double.isNaN(nearness) ? 0 : nearness);
    }

    private static int symbol(Symbols symbols, Kind kind) {
        return switch (kind) {
            case LIMIT -> symbols.limit();
            case HIGH -> symbols.high();
            case STAGED -> symbols.staged();
            case BESIDE -> symbols.beside();
        };
    }

    /// The line in a row: another container's before all, else the first; -1 for none.
    private int lineAt(int[] rows, int row) {
        int found = -1;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == row && (found < 0 || lines.get(i).kind == Kind.BESIDE)) {
                found = i;
            }
        }
        return found;
    }

    private Column columnAt(int newest, int perCell) {
        Column gravest = Column.NONE;
        for (int i = newest; i > newest - perCell; i--) {
            Column here = i >= 0 && i < columns.size() ? columns.get(i) : Column.NONE;
            gravest = gravest == Column.NONE || here == Column.ALARM ? here : gravest;
        }
        return gravest;
    }

    /// The row, counted from below, in which a value lies; -1 for one that is not on the graph.
    private int rowOf(double value, int height) {
        if (Double.isNaN(value) || value < 0 || value > top) {
            return -1;
        }
        return Math.min(height - 1, (int) (value / top * height));
    }
}
