package shibafu.pty.vt;

/// One screen of cells with its cursor: what is written where. It knows no sequences.
final class Grid {
    final History history;
    /// Those of both screens.
    final boolean[] tabs;

    Line[] lines;
    int columns;
    int rows;
    int x;
    int y;
    /// The last column was written: the next character goes to the next row first.
    boolean pending;
    long style;
    /// First and last row, first and last column of the part that scrolls.
    int top;
    int bottom;
    int left;
    int right;

    /// The character that was written just before, for REP.
    int last = Line.BLANK;

    private Line[] leaving = {};

    Grid(int columns, int rows, int historyLines, boolean[] tabs) {
        this.columns = columns;
        this.rows = rows;
        this.history = new History(historyLines);
        this.tabs = tabs;
        this.lines = new Line[rows];
        for (int row = 0; row < rows; row++) {
            lines[row] = new Line(columns, Style.PLAIN);
        }
        resetMargins();
    }

    /// @param to exclusive
    void putAscii(byte[] bytes, int from, int to, Modes modes) {
        int at = from;
        while (at < to) {
            wrapIfPending(modes);
            int end = end();
            int count = Math.min(to - at, end - x);
            Line line = lines[y];
            if (modes.insert) {
                line.insert(x, count, end, Style.erased(style));
            }
            line.mend(x);
            line.mend(x + count);
            for (int i = 0; i < count; i++) {
                line.set(x + i, bytes[at + i], style);
            }
            at += count;
            last = bytes[at - 1];
            advance(count, end);
        }
    }

    void put(int point, Modes modes) {
        int width = CellWidth.of(point);
        if (width == 0) {
            mark(point);
            return;
        }
        wrapIfPending(modes);
        if (width == 2 && x == end() - 1) {
            if (x == 0) {
                return;
            }
            if (modes.autowrap) {
                lines[y].erase(x, x + 1, Style.erased(style));
                wrap();
            } else {
                x--;
            }
        }
        int end = end();
        Line line = lines[y];
        if (modes.insert) {
            line.insert(x, width, end, Style.erased(style));
        }
        line.mend(x);
        line.mend(x + width);
        line.set(x, point, style);
        if (width == 2) {
            line.set(x + 1, Line.TAIL, style);
        }
        last = point;
        advance(width, end);
    }

    private void mark(int point) {
        int column = pending ? x : x - 1;
        if (column >= 0) {
            Line line = lines[y];
            line.mark(line.points[column] == Line.TAIL ? column - 1 : column, point);
        }
    }

    private void wrapIfPending(Modes modes) {
        if (pending && modes.autowrap) {
            wrap();
        }
        pending = false;
    }

    private void wrap() {
        lines[y].wrapped = isFullWidth();
        carriageReturn();
        lineFeed();
    }

    private void advance(int width, int end) {
        x += width;
        if (x >= end) {
            x = end - 1;
            pending = true;
        }
    }

    void to(int column, int row) {
        x = Math.clamp(column, 0, columns - 1);
        y = Math.clamp(row, 0, rows - 1);
        pending = false;
    }

    /// Behind the last column that the cursor may go to: the right margin stops it only if it is not beyond.
    int end() {
        return x <= right ? right + 1 : columns;
    }

    /// The first column that the cursor may go back to.
    int start() {
        return x >= left ? left : 0;
    }

    void carriageReturn() {
        x = start();
        pending = false;
    }

    void lineFeed() {
        pending = false;
        if (y == bottom) {
            if (inColumns()) {
                scrollUp(1);
            }
        } else if (y < rows - 1) {
            y++;
        }
    }

    void reverseLineFeed() {
        pending = false;
        if (y == top) {
            if (inColumns()) {
                moveDown(top, 1);
            }
        } else if (y > 0) {
            y--;
        }
    }

    void resetMargins() {
        top = 0;
        bottom = rows - 1;
        left = 0;
        right = columns - 1;
    }

    boolean inMargins() {
        return y >= top && y <= bottom && inColumns();
    }

    boolean inColumns() {
        return x >= left && x <= right;
    }

    /// What leaves the whole screen at its top is remembered.
    void scrollUp(int count) {
        if (top == 0 && isFullWidth()) {
            for (int i = 0; i < Math.min(count, bottom + 1); i++) {
                history.add(lines[i].trimmed());
            }
        }
        moveUp(top, count);
    }

    private boolean isFullWidth() {
        return left == 0 && right == columns - 1;
    }

    /// Rows from one on move up; blank ones come in at the bottom margin.
    void moveUp(int from, int wanted) {
        int count = Math.min(wanted, bottom - from + 1);
        if (isFullWidth()) {
            System.arraycopy(lines, from, leaving(), 0, count);
            System.arraycopy(lines, from + count, lines, from, bottom - from + 1 - count);
            System.arraycopy(leaving, 0, lines, bottom + 1 - count, count);
        } else {
            for (int row = from; row <= bottom - count; row++) {
                lines[row].copy(left, lines[row + count], left, right + 1 - left);
            }
        }
        blank(bottom + 1 - count, bottom);
    }

    /// Rows from one on move down.
    void moveDown(int from, int wanted) {
        int count = Math.min(wanted, bottom - from + 1);
        if (isFullWidth()) {
            System.arraycopy(lines, bottom + 1 - count, leaving(), 0, count);
            System.arraycopy(lines, from, lines, from + count, bottom - from + 1 - count);
            System.arraycopy(leaving, 0, lines, from, count);
        } else {
            for (int row = bottom; row >= from + count; row--) {
                lines[row].copy(left, lines[row - count], left, right + 1 - left);
            }
        }
        blank(from, from + count - 1);
    }

    /// Room for the rows that come in again at the other end.
    private Line[] leaving() {
        if (leaving.length < rows) {
            leaving = new Line[rows];
        }
        return leaving;
    }

    private void blank(int from, int to) {
        for (int row = from; row <= to; row++) {
            lines[row].erase(left, right + 1, Style.erased(style));
            lines[row].wrapped = false;
        }
    }
}
