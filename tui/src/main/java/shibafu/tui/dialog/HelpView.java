package shibafu.tui.dialog;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        return height(columns(tables, width)) + (messages.isEmpty() ? 0 : told + 1);
    }

    /// @param scroll the first line to show
    public static void draw(Canvas canvas, List<KeyTable<?>> tables, List<Message> messages, ZoneId zone, int scroll) {
        canvas.fill(canvas.bounds(), Ink.PLAIN);
        canvas.frame(" help ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        List<List<KeyTable<?>>> columns = columns(tables, canvas.width());
        int width = inner.width() / columns.size();
        for (int i = 0; i < columns.size(); i++) {
            column(inner.in(new Rect(i * width, 0, width, inner.height())), columns.get(i), -scroll);
        }
        int y = height(columns) + 1 - scroll;
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
                String help = Cells.cut(binding.help(), canvas.width() - KEYS_WIDTH - 2, canvas.symbols());
                canvas.text(2 + KEYS_WIDTH, y++, help, Ink.PLAIN);
            }
            y++;
        }
    }

    /// Each table goes into the column that is the shortest so far: none is torn apart.
    private static List<List<KeyTable<?>>> columns(List<KeyTable<?>> tables, int width) {
        List<List<KeyTable<?>>> columns = new ArrayList<>();
        for (int i = 0; i < Math.max(1, width / COLUMN_WIDTH); i++) {
            columns.add(new ArrayList<>());
        }
        for (KeyTable<?> table : tables) {
            columns.stream()
                    .min(Comparator.comparingInt(HelpView::columnHeight))
                    .ifPresent(c -> c.add(table));
        }
        return columns;
    }

    private static int height(List<List<KeyTable<?>>> columns) {
        return columns.stream().mapToInt(HelpView::columnHeight).max().orElse(0) - 1;
    }

    private static int columnHeight(List<KeyTable<?>> tables) {
        return tables.stream().mapToInt(table -> table.bindings().size() + 2).sum();
    }
}
