package shibafu.pty.vt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Wraps lines anew for another width: rows that a full line went on in are joined, and cut where the new width ends.
/// Places in them, such as the cursor's, stay with their characters.
final class Reflow {
    /// A cell among the lines; its row counts from the oldest line.
    record Place(int row, int column) {}

    private static final Place NOWHERE = new Place(-1, -1);

    private final List<Line> before;
    private final int columns;
    private final Place[] from;
    private final Place[] to;
    private final List<Line> after = new ArrayList<>();
    private int x;

    private Reflow(List<Line> before, int columns, Place... places) {
        this.before = before;
        this.columns = columns;
        this.from = places;
        this.to = new Place[places.length];
        Arrays.fill(to, NOWHERE);
    }

    /// @param lines stay as they are; some may come back as they are
    /// @param width what they were wrapped at
    /// @param places a column as large as a line is long is the place behind it
    static Reflow of(List<Line> lines, int width, int columns, Place... places) {
        Reflow reflow = new Reflow(lines, columns, places);
        int at = 0;
        while (at < lines.size()) {
            int last = at;
            while (lines.get(last).wrapped && last < lines.size() - 1) {
                last++;
            }
            if (at == last ? lines.get(at).used() <= columns : columns == width) {
                reflow.keep(at, last);
            } else {
                reflow.wrap(at, last);
            }
            at = last + 1;
        }
        return reflow;
    }

    List<Line> lines() {
        return after;
    }

    /// Where a place is now; one behind the end of a full row has the column [Line#columns].
    Place place(int index) {
        return to[index];
    }

    private void keep(int first, int last) {
        for (int row = first; row <= last; row++) {
            for (int i = 0; i < from.length; i++) {
                if (from[i].row() == row) {
                    to[i] = new Place(after.size(), Math.min(from[i].column(), columns));
                }
            }
            after.add(before.get(row));
        }
    }

    private void wrap(int first, int last) {
        begin();
        for (int row = first; row <= last; row++) {
            int at = row;
            Line line = before.get(row);
            int end = row == last ? line.used() : line.end(before.get(row + 1));
            boolean hasPlace = Arrays.stream(from).anyMatch(place -> place.row() == at);
            for (int column = 0; column < end; column++) {
                int width = cell(line, column);
                if (hasPlace) {
                    found(row, column, Math.max(0, x - width));
                }
            }
            behind(row, end, row == last);
        }
        after.getLast().wrapped = before.get(last).wrapped;
    }

    /// @return how many columns the cell is behind the place where the next one comes
    private int cell(Line line, int column) {
        if (line.points[column] == Line.TAIL) {
            return 1;
        }
        int width = Math.min(columns, line.isWide(column) ? 2 : 1);
        if (x + width > columns) {
            after.getLast().wrapped = true;
            begin();
        }
        if (columns > 1 || !line.isWide(column)) {
            after.getLast().take(x, line, column, width);
        }
        x += width;
        return width;
    }

    private void begin() {
        after.add(new Line(columns, Style.PLAIN));
        x = 0;
    }

    private void found(int row, int column, int now) {
        for (int i = 0; i < from.length; i++) {
            if (from[i].row() == row && from[i].column() == column) {
                to[i] = new Place(after.size() - 1, now);
            }
        }
    }

    /// Places behind a row's characters.
    private void behind(int row, int end, boolean last) {
        for (int i = 0; i < from.length; i++) {
            if (from[i].row() == row && from[i].column() >= end) {
                int beyond = last ? from[i].column() - end : 0;
                to[i] = new Place(after.size() - 1, Math.min(columns, x + beyond));
            }
        }
    }
}
