package shibafu.pty.vt;

/// What moves to the left and to the right between the margins: SL, SR, DECIC, DECDC, DECBI, DECFI.
final class SideScroll {
    private SideScroll() {}

    /// SL and SR.
    static void screen(Grid grid, int last, int count) {
        switch (last) {
            case '@' -> left(grid, grid.left, count);
            case 'A' -> right(grid, grid.left, count);
            default -> {}
        }
    }

    /// DECIC and DECDC.
    static void columns(Grid grid, int last, int count) {
        if (!grid.inMargins()) {
            return;
        }
        switch (last) {
            case '}' -> right(grid, grid.x, count);
            case '~' -> left(grid, grid.x, count);
            default -> {}
        }
    }

    /// DECBI.
    static void back(Grid grid) {
        if (grid.x != grid.left) {
            grid.to(Math.max(0, grid.x - 1), grid.y);
        } else if (grid.inMargins()) {
            right(grid, grid.x, 1);
        }
    }

    /// DECFI.
    static void forward(Grid grid) {
        if (grid.x != grid.right) {
            grid.to(grid.x + 1, grid.y);
        } else if (grid.inMargins()) {
            left(grid, grid.left, 1);
        }
    }

    private static void left(Grid grid, int from, int wanted) {
        int count = Math.min(wanted, grid.right + 1 - from);
        for (int row = grid.top; row <= grid.bottom; row++) {
            grid.lines[row].delete(from, count, grid.right + 1, Style.erased(grid.style));
        }
        grid.pending = false;
    }

    private static void right(Grid grid, int from, int wanted) {
        int count = Math.min(wanted, grid.right + 1 - from);
        for (int row = grid.top; row <= grid.bottom; row++) {
            grid.lines[row].insert(from, count, grid.right + 1, Style.erased(grid.style));
        }
        grid.pending = false;
    }
}
