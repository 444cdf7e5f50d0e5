package shibafu.tui.containers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Curve;
import shibafu.tui.draw.Graph;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.keys.Keymap;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;
import shibafu.tui.theme.Role;

/// Draws the list: a line of titles, a line for each container.
public final class ListView {
    private static final char MARK = '*';

    /// Cores; less than that at the top of a trend would make much of nothing.
    private static final double LEAST_TREND = 0.1;

    private ListView() {}

    /// @param traces by container id
    /// @param now to tell ages by
    public static void draw(Canvas canvas, ListModel list, Map<String, Trace> traces, Instant now, Keymap keymap) {
        List<ContainerRow> rows = list.visible();
        titles(canvas, list, rows.size());
        if (rows.isEmpty()) {
            String why = !list.loaded()
                    ? "asking the engine for its containers"
                    : list.rows().isEmpty()
                            ? "no containers yet: " + keymap.key(ListAction.KEYS, ListAction.NEW) + " makes one"
                            : list.filter().text().isBlank()
                                    ? "all have ended and are hidden: " + keymap.key(ListAction.KEYS, ListAction.ENDED)
                                            + " shows them"
                                    : "no container holds \"" + list.filter().text() + "\": "
                                            + keymap.key(ListAction.KEYS, ListAction.CLEAR_FILTER)
                                            + " clears the filter";
            canvas.text(2, 1, Cells.cut(why, canvas.width() - 2, canvas.symbols()), Ink.of(Role.DIM));
            return;
        }
        int shown = canvas.height() - 1;
        int first = first(list, shown);
        for (int i = 0; i < shown && first + i < rows.size(); i++) {
            ContainerRow row = rows.get(first + i);
            Canvas line = canvas.in(new Rect(0, i + 1, canvas.width(), 1));
            Trace trace = traces.getOrDefault(row.id(), Trace.of(row.created()));
            row(line, row, trace, list, first + i == list.selectedIndex(), now);
        }
    }

    /// The first row in sight of a list with so many lines.
    private static int first(ListModel list, int lines) {
        return Math.clamp(
                list.selectedIndex() - lines / 2L, 0, Math.max(0, list.visible().size() - lines));
    }

    /// Which row, counted from 0, stands in a line of a list of that height.
    public static Optional<Integer> rowAt(ListModel list, int height, int line) {
        int row = first(list, height - 1) + line - 1;
        return line > 0 && row < list.visible().size() ? Optional.of(row) : Optional.empty();
    }

    private static void titles(Canvas canvas, ListModel list, int visible) {
        Columns.Fitted fitted = Columns.fit(list.look().columns(), canvas.width());
        int x = canvas.text(2, 0, "NAME" + arrow(list.look(), "name"), Ink.of(Role.DIM));
        counts(canvas.in(new Rect(x, 0, 2 + fitted.name() - x, 1)), list, visible, canvas.height() - 1);
        x = 2 + fitted.name() + 1;
        for (int i = 0; i < fitted.columns().size(); i++) {
            Column column = fitted.columns().get(i);
            int width = Columns.width(fitted, i, x, canvas.width());
            String title = title(column, list.look());
            if (column.right()) {
                canvas.textEndingAt(x + width, 0, title, Ink.of(Role.DIM));
            } else {
                canvas.text(x, 0, title, Ink.of(Role.DIM));
            }
            x += width + 1;
        }
    }

    /// With an arrow if it decides; where both don't fit, the sign for percent goes.
    private static String title(Column column, Look look) {
        String arrow = column.title().isEmpty() ? "" : arrow(look, column.name());
        String whole = column.title() + arrow;
        boolean fits = column.width() == 0 || Cells.width(whole) <= column.width();
        return fits ? whole : column.title().replace("%", "") + arrow;
    }

    /// By what a click on the titles sorts.
    public static Optional<Sort> sortAt(ListModel list, int screenWidth, int column) {
        Columns.Fitted fitted = Columns.fit(list.look().columns(), screenWidth);
        int x = 2 + fitted.name() + 1;
        if (column < x) {
            return Optional.of(Sort.NAME);
        }
        for (int i = 0; i < fitted.columns().size(); i++) {
            int width = Columns.width(fitted, i, x, screenWidth);
            if (column < x + width + 1) {
                return Sort.of(fitted.columns().get(i).name());
            }
            x += width + 1;
        }
        return Optional.empty();
    }

    /// How many are marked and found, else which rows are in sight; in short where the names are narrow.
    private static void counts(Canvas canvas, ListModel list, int visible, int lines) {
        int marks = list.marked().size();
        int all = list.rows().size();
        String filter = list.filter().text();
        boolean filters = !filter.isBlank();
        boolean hides = list.look().endedHidden();
        String whole = (marks > 0 ? " " + marks + " marked " : "")
                + (filters ? " /" + filter + " " + visible + " of " + all + " " : "")
                + (hides ? " ended hidden " : "");
        String brief = (filters ? " " + visible + "/" + all : "")
                + (marks > 0 ? " " + MARK + marks : "")
                + (hides ? " hidden" : "");
        if (whole.isEmpty() && visible > lines) {
            int first = first(list, lines);
            brief = " " + (first + 1) + "-" + (first + lines);
            whole = brief + " of " + visible;
        }
        int room = canvas.width() - Cells.width(brief);
        String begun = filters && room > 3 ? Cells.cut(" /" + filter, room, canvas.symbols()) : "";
        String shown = Cells.width(whole) <= canvas.width() ? whole : begun + brief;
        canvas.text(0, 0, Cells.cut(shown, canvas.width(), canvas.symbols()), Ink.of(Role.KEY));
    }

    /// At the column that decides the order: whether it rises or falls.
    private static String arrow(Look look, String column) {
        boolean decides = look.sort().column().equals(column);
        return !decides ? "" : look.sort().rises() == look.inverted() ? "↓" : "↑";
    }

    private static void row(Canvas line, ContainerRow row, Trace trace, ListModel list, boolean selected, Instant now) {
        if (selected) {
            line.fill(line.bounds(), Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG));
            line.put(0, 0, line.symbols().marker(), ink(Role.KEY, true));
        }
        if (list.marked().contains(row.id())) {
            line.put(1, 0, MARK, ink(Role.KEY, selected));
        }
        Columns.Fitted fitted = Columns.fit(list.look().columns(), line.width());
        line.text(2, 0, Cells.cutMiddle(row.id(), fitted.name(), line.symbols()), ink(Role.FG, selected));
        int x = 2 + fitted.name() + 1;
        if (trace.problem().isPresent()) {
            Column.Text state = Column.state(row, trace);
            line.text(x, 0, state.text(), ink(state.role(), selected));
            String why = Cells.cut(trace.problem().get(), line.width() - x - 9, line.symbols());
            line.text(x + 9, 0, why, ink(Role.ERROR, selected));
            return;
        }
        for (int i = 0; i < fitted.columns().size(); i++) {
            Column column = fitted.columns().get(i);
            int width = Columns.width(fitted, i, x, line.width());
            Canvas cell = line.in(new Rect(x, 0, width, 1));
            if (column.name().equals(Columns.TREND)) {
                trend(cell, trace, selected);
            } else {
                cell(cell, column, column.content().of(row, trace, now), selected);
            }
            x += width + 1;
        }
    }

    private static void cell(Canvas cell, Column column, Column.Text text, boolean selected) {
        if (text.share().isPresent()) {
            bar(cell, text, selected);
            return;
        }
        String shown = Cells.cut(text.text(), cell.width(), cell.symbols());
        cell.text(0, 0, column.right() ? Cells.padLeft(shown, cell.width()) : shown, ink(text.role(), selected));
    }

    /// What it used of the processors lately, up to its limit, or to the most of that time.
    private static void trend(Canvas cell, Trace trace, boolean selected) {
        List<Point> points = trace.lately(cell.width() * cell.symbols().samplesPerCell());
        Curve cores = Curve.of(points.size(), i -> points.get(i).cores().orElse(Double.NaN));
        double most = LEAST_TREND;
        for (Point point : points) {
            most = Math.max(
                    most, Math.max(point.cores().orElse(0), point.coresLimit().orElse(0)));
        }
        Role role = selected ? Role.SELECTION_FG : Role.GRAPH_CPU;
        new Graph(List.of(new Graph.Part(role, cores)), List.of(), List.of(), most, OptionalInt.empty()).draw(cell);
    }

    private static void bar(Canvas cell, Column.Text text, boolean selected) {
        double share = Math.clamp(text.share().orElse(0), 0, 1);
        long filled = share > 0 ? Math.max(1, Math.round(share * cell.width())) : 0;
        for (int x = 0; x < cell.width(); x++) {
            Ink ink = selected ? ink(Role.FG, true) : x < filled ? Ink.of(text.role(), share) : Ink.of(Role.DIM);
            cell.put(x, 0, x < filled ? cell.symbols().bar() : cell.symbols().quiet(), ink);
        }
    }

    /// On the chosen row every character wears the selection's colour: no other is sure to be readable there.
    private static Ink ink(Role role, boolean selected) {
        return selected ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.of(role);
    }
}
