package shibafu.pty.vt;

/// Operations on a part of the screen: DECFRA fills, DECERA erases, DECSERA erases what is not protected, DECCRA
/// copies.
final class Rectangles {
    private Rectangles() {}

    /// A part of the screen; its ends are exclusive.
    private record Area(int top, int left, int bottom, int right) {
        static Area of(Grid grid, Modes modes, Params params, int first) {
            int down = modes.origin ? grid.top : 0;
            int across = modes.origin ? grid.left : 0;
            int lastRow = modes.origin ? grid.bottom + 1 : grid.rows;
            int lastColumn = modes.origin ? grid.right + 1 : grid.columns;
            return new Area(
                    down + params.or(first, 1) - 1,
                    across + params.or(first + 1, 1) - 1,
                    Math.min(lastRow, down + params.or(first + 2, lastRow)),
                    Math.min(lastColumn, across + params.or(first + 3, lastColumn)));
        }

        boolean isEmpty() {
            return top >= bottom || left >= right;
        }
    }

    static void csi(Grid grid, Modes modes, int last, Params params) {
        switch (last) {
            case 'x' -> fill(grid, Area.of(grid, modes, params, 1), params.at(0));
            case 'z' -> erase(grid, Area.of(grid, modes, params, 0));
            case '{' -> eraseUnprotected(grid, Area.of(grid, modes, params, 0));
            case 'v' -> {
                int down = modes.origin ? grid.top : 0;
                int across = modes.origin ? grid.left : 0;
                int row = down + params.or(5, 1) - 1;
                int column = across + params.or(6, 1) - 1;
                copy(grid, Area.of(grid, modes, params, 0), row, column);
            }
            default -> {}
        }
    }

    private static void fill(Grid grid, Area area, int point) {
        boolean printable = (point >= ' ' && point < 0x7f) || (point >= 0xa0 && point <= 0xff);
        if (!printable || area.isEmpty()) {
            return;
        }
        for (int row = area.top(); row < area.bottom(); row++) {
            Line line = grid.lines[row];
            line.mend(area.left());
            line.mend(area.right());
            for (int column = area.left(); column < area.right(); column++) {
                line.set(column, point, grid.style);
            }
        }
    }

    private static void erase(Grid grid, Area area) {
        for (int row = area.top(); row < area.bottom(); row++) {
            grid.lines[row].erase(area.left(), area.right(), Style.erased(grid.style));
        }
    }

    private static void eraseUnprotected(Grid grid, Area area) {
        for (int row = area.top(); row < area.bottom(); row++) {
            grid.lines[row].eraseUnprotected(area.left(), area.right());
        }
    }

    private static void copy(Grid grid, Area area, int row, int column) {
        int height = Math.min(area.bottom() - area.top(), grid.rows - row);
        int width = Math.min(area.right() - area.left(), grid.columns - column);
        if (area.isEmpty() || width <= 0) {
            return;
        }
        boolean down = row > area.top();
        for (int i = 0; i < height; i++) {
            // Where both overlap, no row is written before it is read.
            int at = down ? height - 1 - i : i;
            grid.lines[row + at].copy(column, grid.lines[area.top() + at], area.left(), width);
        }
    }
}
