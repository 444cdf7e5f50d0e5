package shibafu.tui.reader;

import java.util.ArrayList;
import java.util.List;
import shibafu.tui.draw.Cells;

/// Cuts a line into lines that fit; at columns, not at blanks: a log keeps its blanks.
final class Wrapping {
    private Wrapping() {}

    static List<Line> of(Line line, int columns) {
        List<Line> lines = new ArrayList<>();
        Line current = Line.EMPTY;
        int used = 0;
        for (Line.Part part : line.parts()) {
            StringBuilder piece = new StringBuilder();
            for (int c : part.text().codePoints().toArray()) {
                int width = Cells.width(Character.toString(c));
                if (used + width > columns) {
                    lines.add(piece.isEmpty() ? current : current.and(piece.toString(), part.role()));
                    current = Line.EMPTY;
                    piece.setLength(0);
                    used = 0;
                }
                piece.appendCodePoint(c);
                used += width;
            }
            current = piece.isEmpty() ? current : current.and(piece.toString(), part.role());
        }
        lines.add(current);
        return lines;
    }
}
