package shibafu.tui.draw;

import java.util.List;
import java.util.OptionalDouble;
import shibafu.tui.theme.Role;

/// An area graph with its limit as a line, the newest value at the right edge.
///
/// @param values oldest first; more than fit are cut off at the old end
/// @param top the value of the upper edge
/// @param staged a limit that is only being thought about
public record Graph(List<Value> values, double top, Role role, OptionalDouble staged) {
    /// One moment.
    ///
    /// @param value NaN where nothing is known
    /// @param limit what held then, NaN where there was none
    /// @param alarm whether its column gets a vertical line
    public record Value(double value, double limit, boolean alarm) {}

    public Graph {
        values = List.copyOf(values);
    }

    private static final String ASCII_LEVELS = " .:-=+*#";
    private static final int[] BRAILLE_LEFT = {0, 0x40, 0x44, 0x46, 0x47};
    private static final int[] BRAILLE_RIGHT = {0, 0x80, 0xa0, 0xb0, 0xb8};

    /// Fills the canvas.
    public void draw(Canvas plot) {
        for (int x = 0; x < plot.width(); x++) {
            for (int y = 0; y < plot.height(); y++) {
                cell(plot, x, y);
            }
        }
    }

    private void cell(Canvas plot, int x, int y) {
        int perCell = plot.symbols().samplesPerCell();
        int newest = values.size() - 1 - (plot.width() - 1 - x) * perCell;
        int row = plot.height() - 1 - y;
        double limit = limitAt(newest, perCell);
        int glyph = glyph(plot, newest, row);
        boolean onLimit = row == rowOf(limit, plot.height());
        if (glyph != ' ') {
            // A gradient tells how near the limit is; where there is none, nothing is near to it.
            double nearness = Double.isNaN(limit) ? 0 : (row + 1) * top / plot.height() / limit;
            plot.put(x, y, glyph, onLimit ? Ink.of(Role.LIMIT_MAX) : Ink.of(role, nearness));
        } else if (onLimit) {
            plot.put(x, y, plot.symbols().limit(), Ink.of(Role.LIMIT_MAX));
        } else if (staged.isPresent() && row == rowOf(staged.getAsDouble(), plot.height())) {
            plot.put(x, y, plot.symbols().staged(), Ink.of(Role.LIMIT_STAGED));
        } else if (alarmAt(newest, perCell)) {
            plot.put(x, y, plot.symbols().frame().codePointAt(3), Ink.of(Role.OOM));
        }
    }

    private int glyph(Canvas plot, int newest, int row) {
        int height = plot.height();
        return switch (plot.symbols().kind()) {
            case BRAILLE -> {
                int dots =
                        BRAILLE_LEFT[level(newest - 1, row, height, 4)] | BRAILLE_RIGHT[level(newest, row, height, 4)];
                yield dots == 0 ? ' ' : 0x2800 + dots;
            }
            case BLOCKS -> " ▄█".codePointAt(level(newest, row, height, 2));
            case ASCII -> ASCII_LEVELS.codePointAt(level(newest, row, height, 7));
        };
    }

    /// How many of a cell's `steps` a value fills in a row counted from below. What is more than nothing shows.
    private int level(int index, int row, int height, int steps) {
        double value = index < 0 || index >= values.size()
                ? Double.NaN
                : values.get(index).value();
        if (!(value > 0)) {
            return 0;
        }
        long filled = Math.max(1, Math.round(value / top * height * steps));
        return Math.clamp(filled - (long) row * steps, 0, steps);
    }

    /// The line belongs to every cell in which it held for a part of the time; the newer part wins.
    private double limitAt(int newest, int perCell) {
        for (int i = newest; i > newest - perCell; i--) {
            if (i >= 0 && i < values.size() && !Double.isNaN(values.get(i).limit())) {
                return values.get(i).limit();
            }
        }
        return Double.NaN;
    }

    private boolean alarmAt(int newest, int perCell) {
        for (int i = newest; i > newest - perCell; i--) {
            if (i >= 0 && i < values.size() && values.get(i).alarm()) {
                return true;
            }
        }
        return false;
    }

    /// The row, counted from below, in which a value lies; -1 for one that is not on the graph.
    private int rowOf(double value, int height) {
        if (Double.isNaN(value) || value < 0 || value > top) {
            return -1;
        }
        return Math.min(height - 1, (int) (value / top * height));
    }
}
