package shibafu.tui.reader;

import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.theme.Role;

/// Draws the pane of a text.
public final class ReaderView {
    private ReaderView() {}

    public static void draw(Canvas canvas, Reader reader) {
        canvas.frame(" " + reader.subject().title(reader.id()) + " ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        int top = reader.top(inner.height());
        for (int row = 0; row < Math.min(inner.height(), reader.lines().size() - top); row++) {
            String line = reader.lines().get(top + row);
            Ink ink = Ink.of(reader.matches(line) ? Role.KEY : Role.FG);
            inner.text(0, row, Cells.cut(line, inner.width(), inner.symbols()), ink);
        }
        if (reader.lines().isEmpty()) {
            inner.text(1, 0, reader.problem().orElse("nothing yet"), Ink.of(Role.DIM));
        }
        place(canvas, reader, top, inner.height());
        search(canvas, reader);
    }

    private static void place(Canvas canvas, Reader reader, int top, int rows) {
        int last = Math.min(reader.lines().size(), top + rows);
        String follows = reader.follows() ? "follows, " : "";
        String text = " " + follows + last + " of " + reader.lines().size() + " lines ";
        canvas.textEndingAt(canvas.width() - 1, canvas.height() - 1, text, Ink.of(Role.DIM));
        reader.problem()
                .filter(why -> !reader.lines().isEmpty())
                .ifPresent(why -> canvas.text(
                        1,
                        canvas.height() - 1,
                        Cells.cut(" " + why + " ", canvas.width() - Cells.width(text) - 3, canvas.symbols()),
                        Ink.of(Role.ERROR)));
    }

    private static void search(Canvas canvas, Reader reader) {
        if (!reader.typing() && reader.search().text().isEmpty()) {
            return;
        }
        int x = canvas.text(canvas.width() - 30, 0, " /" + reader.search().before(), Ink.of(Role.KEY));
        if (reader.typing()) {
            canvas.put(x, 0, ' ', Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG));
        }
    }
}
