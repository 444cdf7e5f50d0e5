package shibafu.tui.reader;

import java.util.List;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.theme.Role;

/// Draws the pane of a text.
public final class ReaderView {
    private ReaderView() {}

    /// @param look for a pane of this width
    public static void draw(Canvas canvas, Reader reader, Look look) {
        canvas.frame("", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        title(canvas, reader);
        Canvas inner = canvas.in(canvas.bounds().inner());
        List<Line> lines = reader.content().lines(look);
        List<Line> head = reader.content().head(look);
        for (int row = 0; row < head.size(); row++) {
            line(inner, row, head.get(row), reader);
        }
        Canvas body = inner.in(inner.bounds().below(head.size()));
        int top = reader.top(lines.size(), body.height());
        for (int row = 0; row < Math.min(body.height(), lines.size() - top); row++) {
            line(body, row, lines.get(top + row), reader);
        }
        if (lines.isEmpty() && head.isEmpty()) {
            inner.paragraph(inner.bounds().rightOf(1), reader.problem().orElse("nothing yet"), Ink.of(Role.DIM));
        }
        place(canvas, reader, lines.size(), Math.min(lines.size(), top + body.height()), head.isEmpty());
    }

    private static void title(Canvas canvas, Reader reader) {
        int x = 1;
        if (reader.subject().isTab()) {
            int tabs = Subject.TABS.stream()
                    .mapToInt(tab -> Cells.width(tab.words()) + 2)
                    .sum();
            String name = Cells.cut(reader.id(), canvas.width() - tabs - 5, canvas.symbols());
            x = canvas.text(x, 0, " " + name + ": ", Ink.of(Role.TITLE));
            for (Subject tab : Subject.TABS) {
                boolean shown = tab == reader.subject();
                Ink ink = shown ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.of(Role.DIM);
                x = canvas.text(x, 0, shown ? "[" + tab.words() + "]" : " " + tab.words() + " ", ink);
            }
        } else {
            String since =
                    reader.subject() == Subject.LOG ? reader.options().since().words() : "";
            String title = reader.subject().title(reader.id()) + (since.isEmpty() ? "" : ", " + since);
            x = canvas.text(
                    x, 0, " " + Cells.cut(title, canvas.width() - 20, canvas.symbols()) + " ", Ink.of(Role.TITLE));
        }
        search(canvas, reader, x + 1);
    }

    private static void line(Canvas canvas, int y, Line line, Reader reader) {
        int x = 0;
        for (Line.Part part : line.parts()) {
            x = canvas.text(x, y, part.text(), Ink.of(part.role()));
        }
        if (Cells.width(line.text()) > canvas.width()) {
            int end = Cells.width(Cells.cut(line.text(), canvas.width(), canvas.symbols())) - 1;
            canvas.fill(new Rect(end, y, canvas.width() - end, 1), Ink.PLAIN);
            canvas.put(end, y, canvas.symbols().ellipsis(), Ink.of(Role.DIM));
        }
        reader.match(line.text())
                .ifPresent(match -> canvas.text(
                        Cells.width(match.before()),
                        y,
                        match.text(),
                        Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG)));
    }

    private static void place(Canvas canvas, Reader reader, int lines, int last, boolean told) {
        String follows = reader.follows() ? "follows, " : "";
        String text = " " + follows + last + " of " + lines + " lines ";
        canvas.textEndingAt(canvas.width() - 1, canvas.height() - 1, text, Ink.of(Role.DIM));
        if (reader.problem().isEmpty() && !reader.content().note().isEmpty()) {
            String note = " " + reader.content().note() + " ";
            int room = canvas.width() - Cells.width(text) - 3;
            canvas.text(1, canvas.height() - 1, Cells.cut(note, room, canvas.symbols()), Ink.of(Role.DIM));
        }
        reader.problem()
                .filter(why -> lines > 0 || !told)
                .ifPresent(why -> canvas.text(
                        1,
                        canvas.height() - 1,
                        Cells.cut(" " + why + " ", canvas.width() - Cells.width(text) - 3, canvas.symbols()),
                        Ink.of(Role.ERROR)));
    }

    private static void search(Canvas canvas, Reader reader, int from) {
        if (!reader.typing() && reader.search().text().isEmpty()) {
            return;
        }
        int x = canvas.text(
                Math.max(from, canvas.width() - 30), 0, " /" + reader.search().before(), Ink.of(Role.KEY));
        boolean typing = reader.typing();
        canvas.put(x, 0, ' ', typing ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.PLAIN);
    }
}
