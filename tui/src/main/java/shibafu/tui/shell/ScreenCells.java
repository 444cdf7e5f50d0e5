package shibafu.tui.shell;

import shibafu.pty.vt.ScreenSnapshot;
import shibafu.pty.vt.Style;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Ink;

/// Copies a terminal's screen onto a canvas, as far as that reaches.
final class ScreenCells {
    private ScreenCells() {}

    static void draw(Canvas canvas, ScreenSnapshot screen, boolean withCursor) {
        for (int row = 0; row < Math.min(screen.rows(), canvas.height()); row++) {
            for (int column = 0; column < Math.min(screen.columns(), canvas.width()); column++) {
                if (!screen.isTail(row, column)) {
                    cell(canvas, screen, row, column);
                }
            }
        }
        ScreenSnapshot.Facts facts = screen.facts();
        if (withCursor && facts.cursorRow() >= 0 && facts.cursorRow() < canvas.height()) {
            canvas.cursor(Math.min(facts.cursorColumn(), canvas.width() - 1), facts.cursorRow(), facts.cursorStyle());
        }
    }

    private static void cell(Canvas canvas, ScreenSnapshot screen, int row, int column) {
        long style = screen.style(row, column);
        String text = Style.has(style, Style.HIDDEN) ? "" : screen.text(row, column);
        boolean wide = column + 1 < screen.columns() && screen.isTail(row, column + 1);
        long shown = screen.facts().reverse() ? style ^ Style.INVERSE : style;
        canvas.cell(column, row, text.isEmpty() ? " " : text, wide ? 2 : 1, Ink.of(shown));
    }
}
