package shibafu.pty.vt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Another size for a screen. The main one is wrapped anew, together with its history; the alternate one is cut, as its
/// program draws it again.
final class Resize {
    private Resize() {}

    /// @param saved moves along with the character that it is at
    static void rewrap(Grid grid, Saved saved, int columns, int rows) {
        List<Line> all = new ArrayList<>(grid.history.lines());
        int before = all.size();
        all.addAll(Arrays.asList(grid.lines));
        Reflow.Place cursor = new Reflow.Place(before + grid.y, grid.x + (grid.pending ? 1 : 0));
        int lastUsed = lastUsed(all, cursor.row());
        boolean roomBelow = lastUsed < all.size() - 1;
        Reflow reflow = Reflow.of(
                all.subList(0, lastUsed + 1),
                grid.columns,
                columns,
                cursor,
                new Reflow.Place(Math.min(before + saved.y, lastUsed), saved.x),
                new Reflow.Place(before, 0));
        int end = reflow.lines().size();
        int fitting = Math.max(0, end - rows);
        // Where there is room left below, the first row stays the first: a cleared screen shows no history again.
        int top = roomBelow ? Math.max(reflow.place(2).row(), fitting) : fitting;
        top = Math.min(top, reflow.place(0).row());
        grid.history.replace(reflow.lines().subList(0, top));
        grid.columns = columns;
        grid.rows = rows;
        grid.lines = screen(reflow.lines().subList(top, Math.min(end, top + rows)), columns, rows);
        grid.resetMargins();
        to(grid, reflow.place(0), top);
        saved.x = reflow.place(1).column();
        int below = Math.max(0, before + saved.y - lastUsed);
        saved.y = Math.max(0, reflow.place(1).row() - top) + below;
    }

    private static int lastUsed(List<Line> lines, int cursorRow) {
        int last = lines.size() - 1;
        while (last > cursorRow && lines.get(last).used() == 0) {
            last--;
        }
        return last;
    }

    private static void to(Grid grid, Reflow.Place place, int top) {
        grid.to(place.column(), place.row() - top);
        grid.pending = place.column() >= grid.columns;
    }

    private static Line[] screen(List<Line> kept, int columns, int rows) {
        Line[] lines = new Line[rows];
        for (int row = 0; row < rows; row++) {
            // Copies: what is in the history may be in a snapshot too, and on the screen it changes.
            lines[row] = row < kept.size() ? kept.get(row).copy() : new Line(columns, Style.PLAIN);
            lines[row].resize(columns);
        }
        return lines;
    }

    /// Rows leave at the top as far as the cursor needs it.
    static void cut(Grid grid, int columns, int rows) {
        int shift = Math.max(0, grid.y - (rows - 1));
        List<Line> kept = Arrays.asList(grid.lines).subList(shift, Math.min(grid.rows, shift + rows));
        int y = grid.y - shift;
        grid.lines = screen(kept, columns, rows);
        if (columns != grid.columns) {
            for (Line line : grid.lines) {
                line.wrapped = false;
            }
        }
        grid.columns = columns;
        grid.rows = rows;
        grid.resetMargins();
        grid.to(grid.x, y);
    }
}
