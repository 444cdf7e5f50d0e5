package shibafu.tui.dialog;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.theme.Role;

/// The help: every key table as it is dispatched, then the newest messages.
public final class HelpView {
    private static final int KEYS_WIDTH = 9;
    private static final int COLUMN_WIDTH = 38;

    /// Columns of `12:41:07` and a gap.
    private static final int CLOCK_WIDTH = 10;

    private HelpView() {}

    /// How many lines there are for a screen of that width.
    public static int lines(List<KeyTable<?>> tables, List<Message> messages, int width) {
        int told = messages.stream()
                .mapToInt(message -> wrapped(message, width).size())
                .sum();
        List<List<KeyTable<?>>> columns = columns(tables, width);
        return height(columns, columnWidth(columns, width)) + (messages.isEmpty() ? 0 : told + 1);
    }

    /// @param scroll the first line to show
    public static void draw(Canvas canvas, List<KeyTable<?>> tables, List<Message> messages, ZoneId zone, int scroll) {
        canvas.fill(canvas.bounds(), Ink.PLAIN);
        canvas.frame(" help ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        List<List<KeyTable<?>>> columns = columns(tables, canvas.width());
        int width = columnWidth(columns, canvas.width());
        for (int i = 0; i < columns.size(); i++) {
            column(inner.in(new Rect(i * width, 0, width, inner.height())), columns.get(i), -scroll);
        }
        int y = height(columns, width) + 1 - scroll;
        for (Message message : messages.reversed()) {
            inner.text(1, y, message.clock(zone), Ink.of(Role.DIM));
            for (String line : wrapped(message, canvas.width())) {
                inner.text(1 + CLOCK_WIDTH, y++, line, Ink.of(message.bad() ? Role.ERROR : Role.FG));
            }
        }
        if (lines(tables, messages, canvas.width()) - scroll > inner.height()) {
            canvas.text(2, canvas.height() - 1, " more below ", Ink.of(Role.KEY));
        }
    }

    private static List<String> wrapped(Message message, int width) {
        return Cells.wrap(message.text(), width - CLOCK_WIDTH - 4);
    }

    private static void column(Canvas canvas, List<KeyTable<?>> tables, int top) {
        int y = top;
        for (KeyTable<?> table : tables) {
            canvas.text(1, y++, table.title(), Ink.of(Role.TITLE));
            for (Binding<?> binding : table.bindings()) {
                canvas.text(2, y, binding.label(), Ink.of(Role.KEY));
                for (String line : help(binding, canvas.width())) {
                    canvas.text(2 + KEYS_WIDTH, y++, line, Ink.PLAIN);
                }
            }
            y++;
        }
    }

    /// What a key does, in as many lines of a column as it needs.
    private static List<String> help(Binding<?> binding, int columnWidth) {
        return Cells.wrap(binding.help(), columnWidth - KEYS_WIDTH - 3);
    }

    private static int columnWidth(List<List<KeyTable<?>>> columns, int width) {
        return (width - 2) / columns.size();
    }

    /// As many columns as make it the shortest: in narrow ones more has to be wrapped.
    private static List<List<KeyTable<?>>> columns(List<KeyTable<?>> tables, int width) {
        return IntStream.rangeClosed(1, Math.clamp(width / COLUMN_WIDTH, 1, tables.size()))
                .mapToObj(count -> columns(tables, width, count))
                .min(Comparator.comparingInt(columns -> height(columns, columnWidth(columns, width))))
                .orElseThrow();
    }

    /// Each table goes into the column that is the shortest so far: none is torn apart.
    private static List<List<KeyTable<?>>> columns(List<KeyTable<?>> tables, int width, int count) {
        List<List<KeyTable<?>>> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(new ArrayList<>());
        }
        int each = columnWidth(columns, width);
        for (KeyTable<?> table : tables) {
            columns.stream()
                    .min(Comparator.comparingInt(column -> columnHeight(column, each)))
                    .ifPresent(c -> c.add(table));
        }
        return columns;
    }

    private static int height(List<List<KeyTable<?>>> columns, int columnWidth) {
        return columns.stream()
                        .mapToInt(column -> columnHeight(column, columnWidth))
                        .max()
                        .orElse(0)
                - 1;
    }

    private static int columnHeight(List<KeyTable<?>> tables, int columnWidth) {
        return tables.stream()
                .mapToInt(table -> 2
                        + table.bindings().stream()
                                .mapToInt(binding -> help(binding, columnWidth).size())
                                .sum())
                .sum();
    }
}
