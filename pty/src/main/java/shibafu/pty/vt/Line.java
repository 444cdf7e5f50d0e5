package shibafu.pty.vt;

import java.util.Arrays;

/// A row of cells. A wide character has its own cell and a [#TAIL] behind it.
final class Line {
    /// Nothing was written here; shown as a blank.
    static final int BLANK = 0;

    /// The second cell of a wide character.
    static final int TAIL = -1;

    private static final String[] NO_MARKS = {};
    private static final int MOST_MARKS = 16;

    int[] points;
    long[] styles;
    /// Whether the next row goes on with it.
    boolean wrapped;

    private String[] marks = NO_MARKS;

    Line(int columns, long style) {
        points = new int[columns];
        styles = new long[columns];
        Arrays.fill(styles, style);
    }

    private Line(Line from, int columns) {
        points = Arrays.copyOf(from.points, columns);
        styles = Arrays.copyOf(from.styles, columns);
        marks = from.marks.length == 0 ? NO_MARKS : Arrays.copyOf(from.marks, columns);
        wrapped = from.wrapped;
    }

    Line copy() {
        return new Line(this, points.length);
    }

    /// A copy for the history, which is short where nothing is to be seen at the end.
    Line trimmed() {
        int end = points.length;
        while (!wrapped && end > 0 && points[end - 1] == BLANK && styles[end - 1] == Style.PLAIN) {
            end--;
        }
        return new Line(this, end);
    }

    /// How many cells there are up to the last that was written.
    int used() {
        int end = points.length;
        while (end > 0 && points[end - 1] == BLANK) {
            end--;
        }
        return end;
    }

    /// How many cells of a line that goes on are text: a last one that no wide character fitted into is none.
    int end(Line next) {
        boolean free = points.length > 0 && points[points.length - 1] == BLANK && next.isWide(0);
        return free ? points.length - 1 : points.length;
    }

    boolean isTail(int column) {
        return column < points.length && points[column] == TAIL;
    }

    boolean isWide(int column) {
        return isTail(column + 1) && points[column] > BLANK;
    }

    /// Adds what one reads in a cell: its [#text], a space for a blank, nothing for a tail.
    void read(int column, StringBuilder into) {
        int point = points[column];
        if (point != TAIL) {
            into.appendCodePoint(point == BLANK ? ' ' : point).append(mark(column));
        }
    }

    /// Takes a character of another line over.
    ///
    /// @param width 1 or 2 cells
    void take(int column, Line from, int fromColumn, int width) {
        System.arraycopy(from.points, fromColumn, points, column, width);
        System.arraycopy(from.styles, fromColumn, styles, column, width);
        String mark = from.mark(fromColumn);
        if (!mark.isEmpty()) {
            marks()[column] = mark;
        }
    }

    int columns() {
        return points.length;
    }

    /// Cuts it or fills it up.
    void resize(int columns) {
        if (columns == points.length) {
            return;
        }
        Line resized = new Line(this, columns);
        points = resized.points;
        styles = resized.styles;
        marks = resized.marks;
        // Half a wide character is none.
        if (columns > 0 && points[columns - 1] > BLANK && CellWidth.of(points[columns - 1]) == 2) {
            points[columns - 1] = BLANK;
        }
    }

    /// A cell's character with the marks on it; empty for a blank and for the tail of a wide one.
    String text(int column) {
        int point = points[column];
        if (point <= BLANK) {
            return "";
        }
        String mark = mark(column);
        return mark.isEmpty() ? Character.toString(point) : Character.toString(point) + mark;
    }

    private String mark(int column) {
        return marks.length == 0 || marks[column] == null ? "" : marks[column];
    }

    void set(int column, int point, long style) {
        points[column] = point;
        styles[column] = style;
        if (marks.length != 0) {
            marks[column] = "";
        }
    }

    /// Puts a mark on a character; more than [#MOST_MARKS] chars of them are dropped.
    void mark(int column, int mark) {
        if (mark(column).length() < MOST_MARKS) {
            marks()[column] = mark(column) + Character.toString(mark);
        }
    }

    private String[] marks() {
        if (marks.length == 0) {
            marks = new String[points.length];
            Arrays.fill(marks, "");
        }
        return marks;
    }

    /// @param to exclusive
    void erase(int from, int to, long style) {
        if (from < to) {
            mend(from);
            mend(to);
            Arrays.fill(points, from, to, BLANK);
            Arrays.fill(styles, from, to, style);
            if (marks.length != 0) {
                Arrays.fill(marks, from, to, "");
            }
        }
    }

    /// Where a wide character is cut in two between `column - 1` and `column`, both halves become blanks.
    void mend(int column) {
        if (column > 0 && column < points.length && points[column] == TAIL) {
            points[column - 1] = BLANK;
            points[column] = BLANK;
        }
    }

    /// Moves what stands from a column on to the right; what passes the end is lost.
    ///
    /// @param end exclusive
    void insert(int column, int count, int end, long style) {
        mend(column);
        mend(end);
        int kept = end - column - count;
        if (kept > 0) {
            mend(end - count);
            move(column, column + count, kept);
        }
        erase(column, Math.min(end, column + count), style);
    }

    /// Moves what stands behind `count` cells to the left.
    ///
    /// @param end exclusive
    void delete(int column, int count, int end, long style) {
        mend(column);
        mend(end);
        int kept = end - column - count;
        if (kept > 0) {
            mend(column + count);
            move(column + count, column, kept);
        }
        erase(Math.max(column, end - count), end, style);
    }

    /// Takes cells of a line, this or another, over; wide characters that are cut by the edges become blanks.
    void copy(int column, Line from, int fromColumn, int count) {
        from.mend(fromColumn);
        from.mend(fromColumn + count);
        mend(column);
        mend(column + count);
        System.arraycopy(from.points, fromColumn, points, column, count);
        System.arraycopy(from.styles, fromColumn, styles, column, count);
        if (from.marks.length != 0 || marks.length != 0) {
            System.arraycopy(from.marks(), fromColumn, marks(), column, count);
        }
    }

    /// Makes blanks of the cells that are not protected, which keep their look (DECSEL).
    ///
    /// @param to exclusive
    void eraseUnprotected(int from, int to) {
        for (int column = from; column < to; column++) {
            if (!Style.has(styles[column], Style.PROTECTED)) {
                mend(column);
                mend(column + 1);
                set(column, BLANK, styles[column]);
            }
        }
    }

    private void move(int from, int to, int count) {
        System.arraycopy(points, from, points, to, count);
        System.arraycopy(styles, from, styles, to, count);
        if (marks.length != 0) {
            System.arraycopy(marks, from, marks, to, count);
        }
    }
}
