package shibafu.tui.pick;

import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.theme.Role;

/// Draws the list at the right edge: what is beside it shows what the theme looks like.
public final class PickView {
    private static final int WIDTH = 26;

    private PickView() {}

    /// @param body the room between header and status line
    public static void draw(Canvas body, ThemePicker picker) {
        int rows = Math.min(picker.names().size(), body.height() - 2);
        Canvas box = body.in(new Rect(body.width() - WIDTH, 0, WIDTH, rows + 2));
        box.fill(box.bounds(), Ink.PLAIN);
        box.frame(" themes ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        String place = " " + (picker.chosen() + 1) + " of " + picker.names().size() + " ";
        box.textEndingAt(WIDTH - 1, rows + 1, place, Ink.of(Role.DIM));
        int first = Math.clamp(
                picker.chosen() - rows / 2L, 0, Math.max(0, picker.names().size() - rows));
        for (int row = 0; row < rows; row++) {
            boolean chosen = first + row == picker.chosen();
            Ink ink = chosen ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.PLAIN;
            String name = picker.names().get(first + row);
            int mark = chosen ? box.symbols().marker() : ' ';
            String was = name.equals(picker.before()) ? " (now)" : "";
            String text = " " + Cells.cut(name + was, WIDTH - 5, box.symbols());
            box.put(1, row + 1, mark, ink);
            box.text(2, row + 1, Cells.padRight(text, WIDTH - 3), ink);
        }
    }
}
