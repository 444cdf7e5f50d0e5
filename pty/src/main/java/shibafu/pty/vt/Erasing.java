package shibafu.pty.vt;

/// What takes characters away or makes room: ED, EL, ECH, ICH, DCH, IL, DL, SU, SD, DECALN.
final class Erasing {
    private Erasing() {}

    /// @return whether it was one of these
    static boolean csi(Grid grid, int last, Params params) {
        int count = params.or(0, 1);
        switch (last) {
            case 'J' -> display(grid, params.at(0), false);
            case 'K' -> line(grid, params.at(0), false);
            case 'X' -> grid.lines[grid.y].erase(grid.x, Math.min(grid.columns, grid.x + count), erased(grid));
            case '@' -> {
                if (grid.inColumns()) {
                    grid.lines[grid.y].insert(grid.x, room(grid, count), grid.right + 1, erased(grid));
                }
            }
            case 'P' -> {
                if (grid.inColumns()) {
                    grid.lines[grid.y].delete(grid.x, room(grid, count), grid.right + 1, erased(grid));
                }
            }
            case 'S' -> grid.scrollUp(count);
            case 'T' -> grid.moveDown(grid.top, count);
            case 'L' -> {
                if (grid.inMargins()) {
                    grid.moveDown(grid.y, count);
                    grid.x = grid.left;
                }
            }
            case 'M' -> {
                if (grid.inMargins()) {
                    grid.moveUp(grid.y, count);
                    grid.x = grid.left;
                }
            }
            default -> {
                return false;
            }
        }
        grid.pending = false;
        return true;
    }

    /// DECSED and DECSEL, which leave what DECSCA has protected, and all colours.
    static void selective(Grid grid, int last, Params params) {
        if (last == 'J') {
            display(grid, params.at(0), true);
        } else if (last == 'K') {
            line(grid, params.at(0), true);
        }
    }

    private static int room(Grid grid, int count) {
        return Math.min(count, grid.right + 1 - grid.x);
    }

    private static long erased(Grid grid) {
        return Style.erased(grid.style);
    }

    private static void display(Grid grid, int what, boolean selective) {
        switch (what) {
            case 0 -> {
                line(grid, 0, selective);
                rows(grid, grid.y + 1, grid.rows, selective);
            }
            case 1 -> {
                rows(grid, 0, grid.y, selective);
                line(grid, 1, selective);
            }
            case 2 -> rows(grid, 0, grid.rows, selective);
            case 3 -> {
                if (!selective) {
                    grid.history.clear();
                }
            }
            default -> {}
        }
    }

    /// The whole screen.
    static void all(Grid grid) {
        rows(grid, 0, grid.rows, false);
    }

    private static void rows(Grid grid, int from, int to, boolean selective) {
        for (int row = from; row < to; row++) {
            cells(grid, row, 0, grid.columns, selective);
        }
    }

    private static void line(Grid grid, int what, boolean selective) {
        switch (what) {
            case 0 -> cells(grid, grid.y, grid.x, grid.columns, selective);
            case 1 -> cells(grid, grid.y, 0, grid.x + 1, selective);
            case 2 -> cells(grid, grid.y, 0, grid.columns, selective);
            default -> {}
        }
    }

    private static void cells(Grid grid, int row, int from, int to, boolean selective) {
        Line line = grid.lines[row];
        if (selective) {
            line.eraseUnprotected(from, to);
            return;
        }
        line.erase(from, to, erased(grid));
        if (to == grid.columns) {
            line.wrapped = false;
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
