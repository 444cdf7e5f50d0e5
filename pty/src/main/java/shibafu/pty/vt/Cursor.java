package shibafu.pty.vt;

import java.util.Arrays;

/// What moves the cursor: CUU, CUD, CUF, CUB, CNL, CPL, CHA, CUP, VPA, tabs, and DECSTBM, which sets where it scrolls.
final class Cursor {
    private Cursor() {}

    /// @return whether it was one of these
    static boolean csi(Grid grid, Modes modes, int last, Params params) {
        int count = params.or(0, 1);
        switch (last) {
            case 'A' -> up(grid, count);
            case 'B' -> down(grid, count);
            case 'C' -> grid.to(Math.min(grid.end() - 1, grid.x + count), grid.y);
            case 'D' -> grid.to(Math.max(grid.start(), grid.x - count), grid.y);
            case 'E' -> {
                down(grid, count);
                grid.carriageReturn();
            }
            case 'F' -> {
                up(grid, count);
                grid.carriageReturn();
            }
            case 'G', '`' -> to(grid, modes, count - 1, row(grid, modes));
            case 'a' -> to(grid, modes, column(grid, modes) + count, row(grid, modes));
            case 'H', 'f' -> to(grid, modes, params.or(1, 1) - 1, count - 1);
            case 'd' -> to(grid, modes, column(grid, modes), count - 1);
            case 'e' -> to(grid, modes, column(grid, modes), row(grid, modes) + count);
            case 'I' -> tab(grid, count);
            case 'Z' -> backTab(grid, count);
            case 'g' -> clearTabs(grid, params.at(0));
            case 'r' -> margins(grid, modes, count - 1, params.or(1, grid.rows) - 1);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// A margin stops it only if it was inside.
    private static void up(Grid grid, int count) {
        int stop = grid.y >= grid.top ? grid.top : 0;
        grid.to(grid.x, Math.max(stop, grid.y - count));
    }

    private static void down(Grid grid, int count) {
        int stop = grid.y <= grid.bottom ? grid.bottom : grid.rows - 1;
        grid.to(grid.x, Math.min(stop, grid.y + count));
    }

    /// In origin mode the margins are the screen.
    static void to(Grid grid, Modes modes, int column, int row) {
        if (modes.origin) {
            grid.to(Math.min(grid.right, grid.left + column), Math.min(grid.bottom, grid.top + row));
        } else {
            grid.to(column, row);
        }
    }

    /// Where the cursor is, as [#to] counts.
    static int row(Grid grid, Modes modes) {
        return modes.origin ? grid.y - grid.top : grid.y;
    }

    static int column(Grid grid, Modes modes) {
        return modes.origin ? grid.x - grid.left : grid.x;
    }

    static void tab(Grid grid, int count) {
        int last = grid.end() - 1;
        for (int i = 0; i < count && grid.x < last; i++) {
            do {
                grid.x++;
            } while (grid.x < last && !grid.tabs[grid.x]);
        }
    }

    private static void backTab(Grid grid, int count) {
        grid.pending = false;
        for (int i = 0; i < count && grid.x > 0; i++) {
            do {
                grid.x--;
            } while (grid.x > 0 && !grid.tabs[grid.x]);
        }
    }

    private static void clearTabs(Grid grid, int what) {
        if (what == 0) {
            grid.tabs[grid.x] = false;
        } else if (what == 3) {
            Arrays.fill(grid.tabs, false);
        }
    }

    private static void margins(Grid grid, Modes modes, int top, int wanted) {
        int bottom = Math.min(wanted, grid.rows - 1);
        if (top < bottom) {
            grid.top = top;
            grid.bottom = bottom;
            to(grid, modes, 0, 0);
        }
    }

    /// DECSLRM.
    static void columns(Grid grid, Modes modes, Params params) {
        int left = params.or(0, 1) - 1;
        int right = Math.min(params.or(1, grid.columns), grid.columns) - 1;
        if (left < right) {
            grid.left = left;
            grid.right = right;
            to(grid, modes, 0, 0);
        }
    }
}
