package shibafu.pty.vt;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import shibafu.pty.vt.Transcript.Position;

/// Lines that go on in each other as one text, of which each char knows its cell.
final class Passage {
    private final StringBuilder text = new StringBuilder();
    private int[] rows = new int[256];
    private int[] columns = new int[256];

    private Passage() {}

    /// @param last the last line, included
    /// @param end how many cells of a line are text
    static Passage of(List<Line> lines, int first, int last, IntUnaryOperator end) {
        Passage passage = new Passage();
        for (int row = first; row <= last; row++) {
            Line line = lines.get(row);
            int to = row == last ? line.used() : end.applyAsInt(row);
            for (int column = 0; column < to; column++) {
                passage.add(line, row, column);
            }
        }
        return passage;
    }

    private void add(Line line, int row, int column) {
        int from = text.length();
        line.read(column, text);
        if (text.length() > rows.length) {
            rows = Arrays.copyOf(rows, text.length() * 2);
            columns = Arrays.copyOf(columns, text.length() * 2);
        }
        Arrays.fill(rows, from, text.length(), row);
        Arrays.fill(columns, from, text.length(), column);
    }

    String text() {
        return text.toString();
    }

    Position position(int index) {
        return new Position(rows[index], columns[index]);
    }
}
