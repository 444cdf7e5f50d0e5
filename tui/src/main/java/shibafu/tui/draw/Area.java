package shibafu.tui.draw;

import java.util.List;

/// Values stacked on each other, as the dots of cells. A cell of a terminal has one colour: it gets that of the part
/// which has the most dots in it, of two the upper one. Where colour does not tell parts apart ([Symbols#textured]),
/// each has a texture of its own, dot for dot.
final class Area {
    private static final int[] BRAILLE_LEFT = {0x40, 0x04, 0x02, 0x01};
    private static final int[] BRAILLE_RIGHT = {0x80, 0x20, 0x10, 0x08};
    private static final String ASCII_LEVELS = " .:-=+*#";

    /// Dots of each part that are drawn, by part: all, every second, the left ones, a few.
    private static final int[] TEXTURES = {0xff, 0x95, 0x47, 0x42, 0x80};

    private static final String BLOCKS = "█▓▒░";
    private static final String LETTERS = "#o%x~";

    private final List<Graph.Part> parts;
    private final Symbols symbols;
    private final int steps;
    private final int[][] left;
    private final int[][] right;

    /// @param width in cells, `height` too
    Area(List<Graph.Part> parts, Symbols symbols, int width, int height, double top) {
        this.parts = parts;
        this.symbols = symbols;
        this.steps = switch (symbols.kind()) {
            case BRAILLE -> 4;
            case BLOCKS -> 2;
            case ASCII -> 7;
        };
        this.left = new int[width][];
        this.right = new int[width][];
        int perCell = symbols.samplesPerCell();
        int newest = (parts.isEmpty() ? 0 : parts.getFirst().values().size()) - 1;
        for (int x = 0; x < width; x++) {
            int at = newest - (width - 1 - x) * perCell;
            left[x] = levels(at - perCell + 1, height, top);
            right[x] = perCell == 1 ? left[x] : levels(at, height, top);
        }
    }

    /// Up to which step, counted from below, each part and those below it reach. What is more than nothing shows.
    private int[] levels(int place, int height, double top) {
        int[] levels = new int[parts.size()];
        double sum = 0;
        for (int part = 0; part < levels.length; part++) {
            double value = parts.get(part).values().at(place);
            sum += value > 0 ? value : 0;
            levels[part] = sum > 0 ? Math.clamp(Math.round(sum / top * height * steps), 1, height * steps) : 0;
        }
        return levels;
    }

    /// The character of a cell in a row counted from below; a blank where nothing is.
    int glyph(int x, int row) {
        return switch (symbols.kind()) {
            case BRAILLE -> {
                int dots = dots(left[x], row, BRAILLE_LEFT) | dots(right[x], row, BRAILLE_RIGHT);
                yield dots == 0 ? ' ' : 0x2800 + dots;
            }
            case BLOCKS -> {
                int filled = filled(right[x], row);
                yield filled < 2 ? " ▄".codePointAt(filled) : full(symbols, shown(x, row));
            }
            case ASCII -> {
                int filled = filled(right[x], row);
                yield filled < steps || parts.size() == 1
                        ? ASCII_LEVELS.codePointAt(filled)
                        : full(symbols, shown(x, row));
            }
        };
    }

    /// What a cell that is all of one part looks like.
    static int full(Symbols symbols, int part) {
        int texture = Math.min(part, TEXTURES.length - 1);
        return switch (symbols.kind()) {
            case BRAILLE -> 0x2800 + (symbols.textured() ? TEXTURES[texture] : 0xff);
            case BLOCKS -> symbols.textured() ? BLOCKS.codePointAt(Math.min(texture, 3)) : '█';
            case ASCII -> LETTERS.codePointAt(texture);
        };
    }

    private int dots(int[] levels, int row, int[] bits) {
        int dots = 0;
        int reach = levels.length == 0 ? 0 : levels[levels.length - 1];
        for (int step = 0; step < steps && row * steps + step < reach; step++) {
            int level = row * steps + step;
            // The uppermost dot always shows, or a light texture would look like less.
            if (!symbols.textured() || level == reach - 1 || (TEXTURES[texture(levels, level)] & bits[step]) != 0) {
                dots |= bits[step];
            }
        }
        return dots;
    }

    private static int texture(int[] levels, int level) {
        int part = 0;
        while (levels[part] <= level) {
            part++;
        }
        return Math.min(part, TEXTURES.length - 1);
    }

    private int filled(int[] levels, int row) {
        return levels.length == 0 ? 0 : Math.clamp(levels[levels.length - 1] - row * steps, 0, steps);
    }

    /// The part that a cell shows: the one with the most dots.
    int shown(int x, int row) {
        int most = 0;
        int shown = 0;
        for (int part = 0; part < parts.size(); part++) {
            int count = count(left[x], part, row) + count(right[x], part, row);
            if (count > 0 && count >= most) {
                most = count;
                shown = part;
            }
        }
        return shown;
    }

    private int count(int[] levels, int part, int row) {
        int below = part == 0 ? 0 : levels[part - 1];
        return Math.clamp(levels[part] - row * steps, 0, steps) - Math.clamp(below - row * steps, 0, steps);
    }
}
