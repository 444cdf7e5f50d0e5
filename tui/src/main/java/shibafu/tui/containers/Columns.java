package shibafu.tui.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.stats.Trace;

/// The columns there are, and which of them a screen shows.
public final class Columns {
    static final String TREND = "trend";
    private static final String COMMAND = "command";
    private static final int BAR = 8;
    private static final int BARS_FROM = 100;
    private static final int COMMAND_LEAST = 20;
    private static final int NAME_LEAST = 12;
    private static final int NAME_MOST = 32;

    /// What stands after the name, from left to right. Those without a title go with the one before.
    private static final List<Column> ALL = List.of(
            column("state", "STATE", 8, 0, false, Column::state),
            column("cpu", "CPU of LIM", 12, 0, true, Column::cpu),
            column("cpu", "", BAR, BARS_FROM, false, Column::cpuBar),
            column(TREND, "CPU LATELY", 20, 184, false, Column::nothing),
            column("thr", "THR%", 4, 0, true, Column::throttled),
            column("mem", "MEM of LIM", 12, 0, true, Column::memory),
            column("mem", "", BAR, BARS_FROM, false, Column::memoryBar),
            column("pids", "PIDS", 8, 70, true, Column::pids),
            column("psi", "PSI c/m/i", 9, 160, true, Column::pressure),
            column("oom", "OOM", 4, 0, true, Column::oom),
            column("pid", "PID", 8, 120, true, Column::pid),
            column("image", "IMAGE", 16, 130, false, Column::image),
            new Column("age", "AGE", 5, 112, true, Column::age),
            column(COMMAND, "COMMAND", 0, 150, false, Column::command));

    private Columns() {}

    /// Those of one screen.
    ///
    /// @param name the width of the name before them
    record Fitted(List<Column> columns, int name) {}

    /// What can be asked for by name.
    public static List<String> names() {
        return ALL.stream().map(Column::name).distinct().toList();
    }

    /// As many of those wanted as fit, or of all where none is wanted.
    static Fitted fit(List<String> wanted, int screenWidth) {
        List<Column> columns = new ArrayList<>();
        if (wanted.isEmpty()) {
            ALL.stream().filter(column -> column.from() <= screenWidth).forEach(columns::add);
        }
        for (String name : wanted) {
            ALL.stream()
                    .filter(column -> column.name().equals(name))
                    .filter(column -> !column.title().isEmpty() || column.from() <= screenWidth)
                    .forEach(columns::add);
        }
        while (!columns.isEmpty() && room(columns, screenWidth) < NAME_LEAST) {
            columns.removeLast();
        }
        return new Fitted(columns, Math.clamp(room(columns, screenWidth), NAME_LEAST, NAME_MOST));
    }

    /// How wide a column is that begins at `x`: the command has what is left at the end of a line.
    static int width(Fitted fitted, int place, int x, int screenWidth) {
        Column column = fitted.columns().get(place);
        if (!column.name().equals(COMMAND)) {
            return column.width();
        }
        boolean last = place == fitted.columns().size() - 1;
        return last ? Math.max(0, screenWidth - x) : COMMAND_LEAST;
    }

    private static int room(List<Column> columns, int screenWidth) {
        int others = 0;
        for (int i = 0; i < columns.size(); i++) {
            boolean flexible = columns.get(i).width() == 0;
            others += flexible && i < columns.size() - 1
                    ? COMMAND_LEAST + 1
                    : flexible ? 0 : columns.get(i).width() + 1;
        }
        return screenWidth - 3 - others;
    }

    private static Column column(
            String name,
            String title,
            int width,
            int from,
            boolean right,
            BiFunction<ContainerRow, Trace, Column.Text> content) {
        return new Column(name, title, width, from, right, (row, trace, now) -> content.apply(row, trace));
    }

    /// Names that stand in a list, or why one can't.
    ///
    /// @param problem a line for the user; then there are no names
    public record Chosen(List<String> names, Optional<String> problem) {}

    /// Reads `cpu,mem,age`; `all` for as many as have room.
    public static Chosen parse(String text) {
        if (text.equals("all")) {
            return new Chosen(List.of(), Optional.empty());
        }
        List<String> names =
                List.of(text.strip().split("[,\\s]+")).stream().distinct().toList();
        return names().containsAll(names)
                ? new Chosen(names, Optional.empty())
                : new Chosen(
                        List.of(),
                        Optional.of(":columns takes all, or some of " + String.join(",", names()) + ", not \"" + text
                                + "\""));
    }
}
