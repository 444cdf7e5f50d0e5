package shibafu.tui.create;

import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.theme.Role;

/// Draws the experiments to choose from, and what one will see of the marked one.
final class PresetsView {
    private PresetsView() {}

    static void draw(Canvas canvas, int marked) {
        canvas.frame(" experiments with the sample image ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        int y = 1;
        for (Preset preset : Preset.FIRST) {
            boolean chosen = preset == Preset.FIRST.get(marked);
            Ink ink = chosen ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.PLAIN;
            canvas.put(2, y, chosen ? canvas.symbols().marker() : ' ', Ink.of(Role.KEY));
            canvas.text(4, y++, Cells.cut(preset.title(), canvas.width() - 6, canvas.symbols()), ink);
        }
        Rect rest = new Rect(2, y + 1, canvas.width() - 4, canvas.height() - y - 2);
        canvas.paragraph(rest, Preset.FIRST.get(marked).promise(), Ink.of(Role.OK));
    }
}
