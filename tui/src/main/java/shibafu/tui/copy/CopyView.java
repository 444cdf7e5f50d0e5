package shibafu.tui.copy;

import shibafu.pty.vt.Transcript.Position;
import shibafu.pty.vt.Transcript.Span;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.theme.Role;

/// Draws over the text of a pane what is marked and found, and in its frame where one is.
public final class CopyView {
    private static final Ink MARKED = Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG);
    private static final Ink FOUND = Ink.of(Role.WARN);

    private CopyView() {}

    /// @param inner where the text is drawn already
    public static void marks(Canvas inner, CopyModel copy) {
        for (Span span : copy.found()) {
            tint(inner, copy, span, FOUND);
        }
        copy.selection().ifPresent(span -> tint(inner, copy, span, MARKED));
        int row = copy.cursor().line() - copy.top();
        if (row >= 0 && row < inner.height()) {
            inner.cursor(Math.min(copy.cursor().column(), inner.width() - 1), row, 2);
        }
    }

    private static void tint(Canvas inner, CopyModel copy, Span span, Ink ink) {
        int first = Math.max(span.first().line(), copy.top());
        int last = Math.min(span.last().line(), copy.top() + inner.height() - 1);
        for (int line = first; line <= last; line++) {
            for (int column = 0; column < inner.width(); column++) {
                if (span.contains(new Position(line, column))) {
                    inner.tint(column, line - copy.top(), ink);
                }
            }
        }
    }

    /// In the lower edge: what is searched for on the left, the place on the right.
    public static void frame(Canvas canvas, CopyModel copy) {
        int y = canvas.height() - 1;
        String place =
                " line " + (copy.cursor().line() + 1) + " of " + copy.text().lines() + " ";
        canvas.textEndingAt(canvas.width() - 1, y, place, Ink.of(Role.WARN));
        if (!copy.typing() && copy.search().text().isEmpty()) {
            return;
        }
        String hits = copy.typing()
                ? " "
                : copy.found().isEmpty() ? "  not found " : "  " + copy.found().size() + " found ";
        int room = canvas.width() - Cells.width(place) - 2;
        int x = canvas.text(1, y, Cells.cut(" /" + copy.search().before(), room, canvas.symbols()), Ink.of(Role.KEY));
        if (copy.typing()) {
            canvas.put(x, y, ' ', MARKED);
        } else {
            canvas.text(x, y, Cells.cut(hits, room - x, canvas.symbols()), Ink.of(Role.DIM));
        }
    }
}
