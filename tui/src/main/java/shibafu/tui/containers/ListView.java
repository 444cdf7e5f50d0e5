package shibafu.tui.containers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.keys.Keymap;
import shibafu.tui.stats.Figures;
import shibafu.tui.stats.Trace;
import shibafu.tui.theme.Role;

/// Draws the list: a line of titles, a line for each container.
public final class ListView {
    private static final int BAR = 8;
    private static final int NAME_LEAST = 12;
    private static final int NAME_MOST = 32;

    /// What stands after the name, from left to right. The first seven fit beside a name into 80 columns.
    private static final List<Column> COLUMNS = List.of(
            new Column("STATE", 8, 0, false, Column::state),
            new Column("CPU of LIM", 12, 0, true, Column::cpu),
            new Column("", BAR, 100, false, Column::cpuBar),
            new Column("THR%", 4, 0, true, Column::throttled),
            new Column("MEM of LIM", 12, 0, true, Column::memory),
            new Column("", BAR, 100, false, Column::memoryBar),
            new Column("PIDS", 8, 70, true, Column::pids),
            new Column("OOM", 4, 0, true, Column::oom),
            new Column("PID", 8, 120, true, Column::pid),
            new Column("IMAGE", 16, 130, false, Column::image));

    private static final int AGE_FROM = 112;
    private static final int AGE_WIDTH = 5;
    private static final int COMMAND_FROM = 150;

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
                            : "no container holds \"" + list.filter().text() + "\": "
                                    + keymap.key(ListAction.KEYS, ListAction.CLEAR_FILTER) + " clears the filter";
            canvas.text(2, 1, Cells.cut(why, canvas.width() - 2, canvas.symbols()), Ink.of(Role.DIM));
            return;
        }
        int shown = canvas.height() - 1;
        int first = first(list, shown);
        for (int i = 0; i < shown && first + i < rows.size(); i++) {
            ContainerRow row = rows.get(first + i);
            Canvas line = canvas.in(new Rect(0, i + 1, canvas.width(), 1));
            Trace trace = traces.getOrDefault(row.id(), Trace.of(row.created()));
            row(line, row, trace, first + i == list.selectedIndex(), now);
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
        canvas.text(2, 0, "NAME", Ink.of(Role.DIM));
        int x = 2 + nameWidth(canvas.width()) + 1;
        for (Column column : columns(canvas.width())) {
            title(canvas, x, column.title(), column.width(), column.right());
            x += column.width() + 1;
        }
        if (canvas.width() >= AGE_FROM) {
            title(canvas, x, "AGE", AGE_WIDTH, true);
        }
        if (canvas.width() >= COMMAND_FROM) {
            canvas.text(x + AGE_WIDTH + 2, 0, "COMMAND", Ink.of(Role.DIM));
        }
        if (!list.filter().text().isBlank()) {
            String text = " /" + list.filter().text() + " " + visible + " of "
                    + list.rows().size() + " ";
            canvas.text(7, 0, Cells.cut(text, nameWidth(canvas.width()) - 5, canvas.symbols()), Ink.of(Role.KEY));
        }
    }

    private static void title(Canvas canvas, int x, String title, int width, boolean right) {
        canvas.text(x, 0, right ? Cells.padLeft(title, width) : title, Ink.of(Role.DIM));
    }

    private static void row(Canvas line, ContainerRow row, Trace trace, boolean selected, Instant now) {
        if (selected) {
            line.fill(line.bounds(), Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG));
            line.put(0, 0, line.symbols().marker(), ink(Role.KEY, true));
        }
        int nameWidth = nameWidth(line.width());
        line.text(2, 0, Cells.cut(row.id(), nameWidth, line.symbols()), ink(Role.FG, selected));
        int x = 2 + nameWidth + 1;
        if (trace.problem().isPresent()) {
            Column.Text state = Column.state(row, trace);
            line.text(x, 0, state.text(), ink(state.role(), selected));
            String why = Cells.cut(trace.problem().get(), line.width() - x - 9, line.symbols());
            line.text(x + 9, 0, why, ink(Role.ERROR, selected));
            return;
        }
        for (Column column : columns(line.width())) {
            cell(
                    line.in(new Rect(x, 0, column.width(), 1)),
                    column,
                    column.content().of(row, trace),
                    selected);
            x += column.width() + 1;
        }
        rest(line, x, row, selected, now);
    }

    private static void cell(Canvas cell, Column column, Column.Text text, boolean selected) {
        if (text.share().isPresent()) {
            bar(cell, text, selected);
            return;
        }
        String shown = Cells.cut(text.text(), column.width(), cell.symbols());
        cell.text(0, 0, column.right() ? Cells.padLeft(shown, column.width()) : shown, ink(text.role(), selected));
    }

    private static void bar(Canvas cell, Column.Text text, boolean selected) {
        double share = Math.clamp(text.share().orElse(0), 0, 1);
        long filled = share > 0 ? Math.max(1, Math.round(share * cell.width())) : 0;
        for (int x = 0; x < cell.width(); x++) {
            Ink ink = selected ? ink(Role.FG, true) : x < filled ? Ink.of(text.role(), share) : Ink.of(Role.DIM);
            cell.put(x, 0, x < filled ? cell.symbols().bar() : cell.symbols().quiet(), ink);
        }
    }

    private static void rest(Canvas line, int x, ContainerRow row, boolean selected, Instant now) {
        if (line.width() >= AGE_FROM) {
            String age = Figures.age(Duration.between(row.created(), now).toSeconds());
            line.text(x, 0, Cells.padLeft(age, AGE_WIDTH), ink(Role.FG, selected));
        }
        if (line.width() >= COMMAND_FROM) {
            int at = x + AGE_WIDTH + 2;
            String command = Cells.cut(String.join(" ", row.command()), line.width() - at, line.symbols());
            line.text(at, 0, command, ink(Role.DIM, selected));
        }
    }

    /// On the chosen row every character wears the selection's colour: no other is sure to be readable there.
    private static Ink ink(Role role, boolean selected) {
        return selected ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.of(role);
    }

    private static List<Column> columns(int screenWidth) {
        return COLUMNS.stream().filter(column -> column.from() <= screenWidth).toList();
    }

    private static int nameWidth(int screenWidth) {
        int others = columns(screenWidth).stream()
                .mapToInt(column -> column.width() + 1)
                .sum();
        int age = screenWidth >= AGE_FROM ? AGE_WIDTH + 1 : 0;
        return Math.clamp(screenWidth - 3 - others - age, NAME_LEAST, NAME_MOST);
    }
}
