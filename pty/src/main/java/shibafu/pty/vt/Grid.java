package shibafu.pty.vt;

import java.util.Arrays;

/// One screen of cells with its cursor: what is written where. It knows no sequences.
final class Grid {
    final History history;
    final boolean[] tabs;
    Line[] lines;
    int columns;
    int rows;
    int x;
    int y;
    /// The last column was written: the next character goes to the next row first.
    boolean pending;
    long style;
    /// First and last row of the part that scrolls.
    int top;
    int bottom;

    /// The last character written, for REP.
    int last = Line.BLANK;

    private static final int MOST_COLUMNS = 1024;

    Grid(int columns, int rows, int historyLines) {
        this.columns = columns;
        this.rows = rows;
        this.history = new History(historyLines);
        this.tabs = new boolean[MOST_COLUMNS];
        this.bottom = rows - 1;
        this.lines = new Line[rows];
        for (int row = 0; row < rows; row++) {
            lines[row] = new Line(columns, Style.PLAIN);
        }
        setTabs();
    }

    void setTabs() {
        for (int column = 0; column < tabs.length; column++) {
            tabs[column] = column % 8 == 0;
        }
    }

    // --- writing -------------------------------------------------------------------------------------------------

    /// @param to exclusive
    void putAscii(byte[] bytes, int from, int to, Modes modes) {
        int at = from;
        while (at < to) {
            wrapIfPending(modes);
            int count = Math.min(to - at, columns - x);
            if (modes.insert) {
                lines[y].insert(x, count, Style.erased(style));
            }
            Line line = lines[y];
            line.mend(x);
            line.mend(x + count);
            for (int i = 0; i < count; i++) {
                line.set(x + i, bytes[at + i], style);
            }
            at += count;
            last = bytes[at - 1];
            advance(count);
        }
    }

    void put(int point, Modes modes) {
        int width = CellWidth.of(point);
        if (width == 0) {
            mark(point);
            return;
        }
        wrapIfPending(modes);
        if (width == 2 && x == columns - 1) {
            if (columns < 2) {
                return;
            }
            if (modes.autowrap) {
                lines[y].erase(x, columns, Style.erased(style));
                wrap();
            } else {
                x--;
            }
        }
        Line line = lines[y];
        if (modes.insert) {
            line.insert(x, width, Style.erased(style));
        }
        line.mend(x);
        line.mend(x + width);
        line.set(x, point, style);
        if (width == 2) {
            line.set(x + 1, Line.TAIL, style);
        }
        last = point;
        advance(width);
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
        lines[y].wrapped = true;
        x = 0;
        lineFeed();
    }

    private void advance(int width) {
        x += width;
        if (x >= columns) {
            x = columns - 1;
            pending = true;
        }
    }

    // --- moving --------------------------------------------------------------------------------------------------

    void to(int column, int row) {
        x = Math.clamp(column, 0, columns - 1);
        y = Math.clamp(row, 0, rows - 1);
        pending = false;
    }

    void lineFeed() {
        pending = false;
        if (y == bottom) {
            scrollUp(1);
        } else if (y < rows - 1) {
            y++;
        }
    }

    void reverseLineFeed() {
        pending = false;
        if (y == top) {
            scrollDown(1);
        } else if (y > 0) {
            y--;
        }
    }

    void resetMargins() {
        top = 0;
        bottom = rows - 1;
    }

    boolean inMargins() {
        return y >= top && y <= bottom;
    }

    // --- scrolling -----------------------------------------------------------------------------------------------

    /// What leaves the whole screen at its top is remembered.
    void scrollUp(int count) {
        if (top == 0) {
            for (int i = 0; i < Math.min(count, bottom + 1); i++) {
                history.add(lines[i].trimmed());
            }
        }
        rotate(top, bottom, count);
    }

    void scrollDown(int count) {
        rotateBack(top, bottom, count);
    }

    void insertLines(int count) {
        rotateBack(y, bottom, count);
    }

    void deleteLines(int count) {
        rotate(y, bottom, count);
    }

    /// Rows move up; blank ones come in at the end.
    private void rotate(int from, int to, int wanted) {
        int count = Math.min(wanted, to - from + 1);
        Line[] leaving = Arrays.copyOfRange(lines, from, from + count);
        System.arraycopy(lines, from + count, lines, from, to - from + 1 - count);
        System.arraycopy(leaving, 0, lines, to + 1 - count, count);
        blank(to + 1 - count, to);
    }

    private void rotateBack(int from, int to, int wanted) {
        int count = Math.min(wanted, to - from + 1);
        Line[] leaving = Arrays.copyOfRange(lines, to + 1 - count, to + 1);
        System.arraycopy(lines, from, lines, from + count, to - from + 1 - count);
        System.arraycopy(leaving, 0, lines, from, count);
        blank(from, from + count - 1);
    }

    private void blank(int from, int to) {
        for (int row = from; row <= to; row++) {
            lines[row].erase(0, columns, Style.erased(style));
            lines[row].wrapped = false;
        }
    }
}
