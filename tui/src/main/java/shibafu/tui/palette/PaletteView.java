package shibafu.tui.palette;

import java.util.List;
import java.util.Optional;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.draw.Size;
import shibafu.tui.theme.Role;

/// Draws the palette: its line, and a box above it.
public final class PaletteView {
    private static final int MOST_LINES = 10;
    private static final int NAME_WIDTH = 24;
    private static final int KEY_WIDTH = 9;

    private PaletteView() {}

    /// @param line where is typed
    /// @param above the room for the list
    /// @param all the list, the likeliest first
    public static void draw(Canvas line, Canvas above, PaletteModel palette, List<PaletteLine> all) {
        line.fill(line.bounds(), Ink.PLAIN);
        int x = line.text(0, 0, " :" + palette.text().before(), Ink.of(Role.KEY));
        line.put(x, 0, ' ', Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG));
        line.cursor(x, 0, 0);
        line.text(x + 1, 0, palette.text().after(), Ink.of(Role.KEY));
        int lines = lines(above.height(), all.size());
        Rect box = above.bounds().below(above.height() - lines - 2);
        above.fill(box, Ink.PLAIN);
        list(above.in(box), palette, all, lines);
    }

    private static int lines(int rows, int all) {
        return Math.clamp(rows - 2L, 0, Math.min(MOST_LINES, Math.max(1, all)));
    }

    private static int first(PaletteModel palette, int lines, int all) {
        return Math.clamp(palette.chosen() - lines + 1L, 0, Math.max(0, all - lines));
    }

    /// Which line of the list, counted from 0, stands in a row of the screen: the box ends above the two last rows.
    public static Optional<Integer> lineAt(Size screen, PaletteModel palette, int all, int row) {
        int lines = lines(screen.rows() - 3, all);
        int line = row - (screen.rows() - 3 - lines);
        int place = first(palette, lines, all) + line;
        return line >= 0 && line < lines && place < all ? Optional.of(place) : Optional.empty();
    }

    private static void list(Canvas box, PaletteModel palette, List<PaletteLine> all, int lines) {
        box.frame(" commands ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        String count = all.isEmpty() ? "" : " " + (palette.chosen() + 1) + " of " + all.size() + " ";
        box.textEndingAt(box.width() - 1, 0, count, Ink.of(Role.DIM));
        palette.problem()
                .ifPresent(why -> box.text(
                        1,
                        box.height() - 1,
                        Cells.cut(" " + why + " ", box.width() - 2, box.symbols()),
                        Ink.of(Role.ERROR)));
        Canvas inner = box.in(box.bounds().inner());
        if (all.isEmpty()) {
            inner.text(1, 0, "nothing is called that", Ink.of(Role.DIM));
        }
        int first = first(palette, lines, all.size());
        for (int i = 0; i < lines && first + i < all.size(); i++) {
            line(inner.in(new Rect(0, i, inner.width(), 1)), all.get(first + i), first + i == palette.chosen());
        }
    }

    private static void line(Canvas canvas, PaletteLine line, boolean chosen) {
        if (chosen) {
            canvas.fill(canvas.bounds(), Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG));
            canvas.put(0, 0, canvas.symbols().marker(), ink(Role.KEY, true));
        }
        String name = line.name() + (line.hint().isEmpty() ? "" : " " + line.hint());
        canvas.text(2, 0, Cells.cut(name, NAME_WIDTH, canvas.symbols()), ink(Role.FG, chosen));
        int help = 2 + NAME_WIDTH + 1;
        String text = Cells.cut(line.help(), canvas.width() - help - KEY_WIDTH - 1, canvas.symbols());
        canvas.text(help, 0, text, ink(Role.DIM, chosen));
        canvas.textEndingAt(canvas.width() - 1, 0, line.key(), ink(Role.KEY, chosen));
    }

    private static Ink ink(Role role, boolean chosen) {
        return chosen ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.of(role);
    }
}
