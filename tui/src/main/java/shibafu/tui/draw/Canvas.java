package shibafu.tui.draw;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shibafu.tui.theme.Role;

/// A grid of cells to draw on. A part of it ([#in]) is a canvas too, with its own origin; what falls outside is cut
/// off. Not thread-safe: a frame is drawn by one thread, which then hands it on and forgets it.
public final class Canvas {
    /// Stands in the second column of a wide character.
    public static final int COVERED = -1;

    private final int[] characters;
    private final Ink[] inks;
    private final int stride;
    private final Rect area;
    private final Symbols symbols;
    /// Characters with marks on them, by their place; shared by all parts.
    private final Map<Integer, String> clusters;

    private final Cursor cursor;

    /// Where the terminal's cursor is to be, if it is to be seen.
    private static final class Cursor {
        private int x = -1;
        private int y = -1;
        private int style;
    }

    public Canvas(Size size, Symbols symbols) {
        this.stride = size.columns();
        this.characters = new int[size.columns() * size.rows()];
        this.inks = new Ink[characters.length];
        this.area = new Rect(0, 0, size.columns(), size.rows());
        this.symbols = symbols;
        this.clusters = new HashMap<>();
        this.cursor = new Cursor();
        Arrays.fill(characters, ' ');
        Arrays.fill(inks, Ink.PLAIN);
    }

    private Canvas(Canvas whole, Rect area) {
        this.stride = whole.stride;
        this.characters = whole.characters;
        this.inks = whole.inks;
        this.area = area;
        this.symbols = whole.symbols;
        this.clusters = whole.clusters;
        this.cursor = whole.cursor;
    }

    /// The part of this canvas that a rectangle (in this canvas' coordinates) covers.
    public Canvas in(Rect part) {
        int x = Math.clamp(part.x(), 0, area.width());
        int y = Math.clamp(part.y(), 0, area.height());
        int right = Math.clamp(part.x() + part.width(), x, area.width());
        int bottom = Math.clamp(part.y() + part.height(), y, area.height());
        return new Canvas(this, new Rect(area.x() + x, area.y() + y, right - x, bottom - y));
    }

    public int width() {
        return area.width();
    }

    public int height() {
        return area.height();
    }

    /// All of it, in its own coordinates.
    public Rect bounds() {
        return new Rect(0, 0, area.width(), area.height());
    }

    public Symbols symbols() {
        return symbols;
    }

    /// Draws one character. A wide one that would stick out is left out.
    public void put(int x, int y, int wanted, Ink ink) {
        int codePoint = symbols.shown(wanted);
        int width = Cells.width(codePoint);
        if (x < 0 || y < 0 || y >= area.height() || x + width > area.width()) {
            return;
        }
        int at = index(x, y);
        uncover(at, width);
        characters[at] = codePoint;
        inks[at] = ink;
        if (!clusters.isEmpty()) {
            clusters.remove(at);
        }
        if (width == 2) {
            characters[at + 1] = COVERED;
            inks[at + 1] = ink;
        }
    }

    /// Draws one character of a shell: it comes from an emulator that has decided how wide it is.
    ///
    /// @param text a character with the marks on it
    public void cell(int x, int y, String text, int width, Ink ink) {
        if (x < 0 || y < 0 || y >= area.height() || x + width > area.width()) {
            return;
        }
        int at = index(x, y);
        int codePoint = symbols.shown(text.codePointAt(0));
        uncover(at, width);
        characters[at] = codePoint;
        inks[at] = ink;
        if (codePoint == text.codePointAt(0)
                && text.codePoints().skip(1).findAny().isPresent()) {
            clusters.put(at, text);
        }
        if (width == 2) {
            characters[at + 1] = COVERED;
            inks[at + 1] = ink;
        }
    }

    /// Gives a cell another look and leaves what stands in it.
    public void tint(int x, int y, Ink ink) {
        if (x >= 0 && y >= 0 && x < area.width() && y < area.height()) {
            inks[index(x, y)] = ink;
        }
    }

    /// What stands in a cell beyond its character: the whole of it with its marks, or empty.
    public String cluster(int x, int y) {
        return clusters.isEmpty() ? "" : clusters.getOrDefault(index(x, y), "");
    }

    /// Shows the terminal's cursor in a cell.
    ///
    /// @param style as in DECSCUSR, 0 for the terminal's own
    public void cursor(int x, int y, int style) {
        cursor.x = area.x() + x;
        cursor.y = area.y() + y;
        cursor.style = style;
    }

    public int cursorStyle() {
        return cursor.style;
    }

    /// Where the cursor is to be in the whole of it; -1 to hide it.
    public int cursorX() {
        return cursor.x;
    }

    public int cursorY() {
        return cursor.y;
    }

    /// Draws text and tells the column after it; what does not fit is cut off.
    public int text(int x, int y, String text, Ink ink) {
        int column = x;
        for (int c : text.codePoints().toArray()) {
            int drawn = Cells.printable(c);
            if (drawn >= 0) {
                int shown = symbols.shown(drawn);
                put(column, y, shown, ink);
                column += Cells.width(shown);
            }
        }
        return column;
    }

    /// Draws text in as many lines as it needs and `rows` allow; a last line with more to come ends in `…`.
    public void paragraph(Rect part, String text, Ink ink) {
        List<String> lines = Cells.wrap(text, part.width());
        for (int i = 0; i < Math.min(lines.size(), part.height()); i++) {
            boolean more = i == part.height() - 1 && i < lines.size() - 1;
            String line = more ? Cells.cut(lines.get(i) + " " + lines.get(i + 1), part.width(), symbols) : lines.get(i);
            text(part.x(), part.y() + i, line, ink);
        }
    }

    /// Draws text that ends before column `end`.
    public void textEndingAt(int end, int y, String text, Ink ink) {
        text(end - Cells.width(text), y, text, ink);
    }

    public void fill(Rect part, Ink ink) {
        for (int y = part.y(); y < part.y() + part.height(); y++) {
            for (int x = part.x(); x < part.x() + part.width(); x++) {
                put(x, y, ' ', ink);
            }
        }
    }

    /// A border with a title in its upper edge, around everything.
    public void frame(String title, Ink border, Ink titleInk) {
        int[] f = symbols.frame().codePoints().toArray();
        int right = width() - 1;
        int bottom = height() - 1;
        for (int x = 1; x < right; x++) {
            put(x, 0, f[1], border);
            put(x, bottom, f[1], border);
        }
        for (int y = 1; y < bottom; y++) {
            put(0, y, f[3], border);
            put(right, y, f[3], border);
        }
        put(0, 0, f[0], border);
        put(right, 0, f[2], border);
        put(0, bottom, f[4], border);
        put(right, bottom, f[5], border);
        text(1, 0, Cells.cut(title, width() - 2, symbols), titleInk);
    }

    /// The character of a cell, or [#COVERED].
    public int character(int x, int y) {
        return characters[index(x, y)];
    }

    public Ink ink(int x, int y) {
        return inks[index(x, y)];
    }

    /// Whether a cell is the same on another canvas of the same size.
    @SuppressWarnings("ReferenceEquality") // mostly it is the very same ink
    public boolean sameCell(Canvas other, int x, int y) {
        int at = index(x, y);
        return characters[at] == other.characters[at]
                && (inks[at] == other.inks[at] || inks[at].equals(other.inks[at]))
                && cluster(x, y).equals(other.cluster(x, y));
    }

    /// A blank for what is left of a wide character when half of it is drawn over.
    private void uncover(int at, int width) {
        if (characters[at] == COVERED) {
            characters[at - 1] = ' ';
        }
        int after = at + width;
        if (after < characters.length && characters[after] == COVERED) {
            characters[after] = ' ';
            inks[after] = Ink.of(Role.FG).on(inks[after].ground());
        }
    }

    private int index(int x, int y) {
        return (area.y() + y) * stride + area.x() + x;
    }
}
