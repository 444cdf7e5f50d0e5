package shibafu.pty.vt;

/// What takes characters away or makes room: ED, EL, ECH, ICH, DCH, IL, DL, SU, SD, DECALN.
final class Erasing {
    private Erasing() {}

    /// @return whether it was one of these
    static boolean csi(Grid grid, int last, Params params) {
        int count = params.or(0, 1);
        switch (last) {
            case 'J' -> display(grid, params.at(0));
            case 'K' -> line(grid, params.at(0));
            case 'X' -> grid.lines[grid.y].erase(grid.x, Math.min(grid.columns, grid.x + count), erased(grid));
            case '@' -> grid.lines[grid.y].insert(grid.x, Math.min(count, grid.columns - grid.x), erased(grid));
            case 'P' -> grid.lines[grid.y].delete(grid.x, Math.min(count, grid.columns - grid.x), erased(grid));
            case 'S' -> grid.scrollUp(count);
            case 'T' -> grid.scrollDown(count);
            case 'L' -> {
                if (grid.inMargins()) {
                    grid.insertLines(count);
                    grid.x = 0;
                }
            }
            case 'M' -> {
                if (grid.inMargins()) {
                    grid.deleteLines(count);
                    grid.x = 0;
                }
            }
            default -> {
                return false;
            }
        }
        grid.pending = false;
        return true;
    }

    private static long erased(Grid grid) {
        return Style.erased(grid.style);
    }

    private static void display(Grid grid, int what) {
        switch (what) {
            case 0 -> {
                line(grid, 0);
                rows(grid, grid.y + 1, grid.rows);
            }
            case 1 -> {
                rows(grid, 0, grid.y);
                line(grid, 1);
            }
            case 2 -> all(grid);
            case 3 -> grid.history.clear();
            default -> {}
        }
    }

    /// The whole screen.
    static void all(Grid grid) {
        rows(grid, 0, grid.rows);
    }

    private static void rows(Grid grid, int from, int to) {
        for (int row = from; row < to; row++) {
            grid.lines[row].erase(0, grid.columns, erased(grid));
            grid.lines[row].wrapped = false;
        }
    }

    private static void line(Grid grid, int what) {
        Line line = grid.lines[grid.y];
        switch (what) {
            case 0 -> {
                line.erase(grid.x, grid.columns, erased(grid));
                line.wrapped = false;
            }
            case 1 -> line.erase(0, grid.x + 1, erased(grid));
            case 2 -> {
                line.erase(0, grid.columns, erased(grid));
                line.wrapped = false;
            }
            default -> {}
        }
    }

    /// Fills the screen with E, to adjust it by (DECALN).
    static void align(Grid grid) {
        for (Line line : grid.lines) {
            for (int column = 0; column < grid.columns; column++) {
                line.set(column, 'E', Style.PLAIN);
            }
        }
        grid.resetMargins();
        grid.to(0, 0);
    }
}
