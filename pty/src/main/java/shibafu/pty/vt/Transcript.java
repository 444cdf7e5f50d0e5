package shibafu.pty.vt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// All that a terminal holds at one moment, the history and the screen below it, to be looked through and copied from
/// while the program goes on. Immutable; made by [VtTerminal#transcript].
///
/// Its lines count from 0, the oldest. The screen that looks `back` lines into the history begins at line
/// `historyLines() - back`.
public final class Transcript {
    /// The newest of what is found; more nobody steps through.
    private static final int MOST_FOUND = 10_000;

    private static final String BETWEEN_WORDS = "()[]{}<>\"'`,;|";

    private final List<Line> lines;
    private final int columns;
    private final ScreenSnapshot.Facts facts;

    Transcript(List<Line> copies, int columns, ScreenSnapshot.Facts facts) {
        this.lines = List.copyOf(copies);
        this.columns = columns;
        this.facts = facts;
    }

    /// A cell.
    public record Position(int line, int column) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
        }
    }

    /// Cells as they are read, from the first to the last, both included.
    public record Span(Position first, Position last) {
        public boolean contains(Position position) {
            return first.compareTo(position) <= 0 && position.compareTo(last) <= 0;
        }
    }

    public int lines() {
        return lines.size();
    }

    public int historyLines() {
        return facts.historyLines();
    }

    public int columns() {
        return columns;
    }

    /// The screen as [VtTerminal#snapshot] would have shown it, at any place of the history.
    public ScreenSnapshot view(int back) {
        int scrolled = Math.clamp(back, 0, historyLines());
        int top = historyLines() - scrolled;
        Line[] shown = lines.subList(top, top + lines.size() - historyLines()).toArray(Line[]::new);
        return new ScreenSnapshot(shown, columns, facts.scrolledBy(scrolled, shown.length));
    }

    /// One line's characters, without the blanks at its end.
    public String line(int line) {
        return text(new Span(new Position(line, 0), new Position(line, columns - 1)));
    }

    /// Whether the next line goes on with this one, because it was full.
    public boolean isWrapped(int line) {
        return lines.get(line).wrapped && line < lines.size() - 1;
    }

    /// What a span shows, as one copies it: wrapped lines are one, others end with a line feed; blanks at the end of a
    /// line are cut; of a wide character the whole is taken.
    public String text(Span span) {
        StringBuilder text = new StringBuilder();
        int from = Math.max(0, span.first().line());
        int to = Math.min(lines.size() - 1, span.last().line());
        for (int line = from; line <= to; line++) {
            int first = line == span.first().line() ? span.first().column() : 0;
            int last = line == span.last().line() ? span.last().column() : columns - 1;
            cells(text, line, first, last);
            if (!isWrapped(line) || line == to) {
                cutBlanks(text);
                text.append(line < to ? "\n" : "");
            }
        }
        return text.toString();
    }

    private void cells(StringBuilder text, int number, int first, int last) {
        Line line = lines.get(number);
        int start = Math.max(0, first);
        for (int column = line.isTail(start) ? start - 1 : start; column <= Math.min(last, end(number) - 1); column++) {
            line.read(column, text);
        }
    }

    /// How many cells of a line are text: with one that goes on, a last one that no wide character fitted into is none.
    private int end(int number) {
        Line line = lines.get(number);
        return isWrapped(number) ? line.end(lines.get(number + 1)) : line.columns();
    }

    private static void cutBlanks(StringBuilder text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
    }

    /// Where a text stands, the oldest first, across wrapped lines too. One without capitals finds capitals too.
    public List<Span> find(String wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        boolean anyCase = wanted.equals(wanted.toLowerCase(Locale.ROOT));
        Deque<Span> found = new ArrayDeque<>();
        for (int first = 0; first < lines.size(); first = lastOf(first) + 1) {
            find(wanted, anyCase, Passage.of(lines, first, lastOf(first), this::end), found);
        }
        return List.copyOf(found);
    }

    private static void find(String wanted, boolean anyCase, Passage passage, Deque<Span> found) {
        String text = passage.text();
        int at = 0;
        while (at <= text.length() - wanted.length()) {
            if (!text.regionMatches(anyCase, at, wanted, 0, wanted.length())) {
                at++;
                continue;
            }
            found.add(new Span(passage.position(at), passage.position(at + wanted.length() - 1)));
            if (found.size() > MOST_FOUND) {
                found.removeFirst();
            }
            at += wanted.length();
        }
    }

    private int lastOf(int line) {
        int last = line;
        while (isWrapped(last)) {
            last++;
        }
        return last;
    }

    /// The whole of a line, with those that it goes on in and those that it goes on from.
    public Span wholeLine(int line) {
        int first = line;
        while (first > 0 && isWrapped(first - 1)) {
            first--;
        }
        return new Span(new Position(first, 0), new Position(lastOf(line), columns - 1));
    }

    /// The word at a cell, of which a path or an address is one; where there is none, the cell alone.
    public Span word(Position at) {
        if (!isWord(at)) {
            return new Span(at, at);
        }
        Position first = at;
        for (Position next = before(first); !next.equals(first) && isWord(next); next = before(first)) {
            first = next;
        }
        Position last = at;
        for (Position next = after(last); !next.equals(last) && isWord(next); next = after(last)) {
            last = next;
        }
        return new Span(first, last);
    }

    private boolean isWord(Position at) {
        Line line = lines.get(at.line());
        int point = at.column() < line.columns() ? line.points[at.column()] : Line.BLANK;
        return point == Line.TAIL
                || (point != Line.BLANK && !Character.isSpaceChar(point) && BETWEEN_WORDS.indexOf(point) < 0);
    }

    /// The cell before, in the line that this one goes on from if need be; the same where there is none.
    private Position before(Position at) {
        if (at.column() > 0) {
            return new Position(at.line(), at.column() - 1);
        }
        int above = at.line() - 1;
        return above >= 0 && isWrapped(above) ? new Position(above, end(above) - 1) : at;
    }

    private Position after(Position at) {
        if (at.column() < end(at.line()) - 1) {
            return new Position(at.line(), at.column() + 1);
        }
        return isWrapped(at.line()) ? new Position(at.line() + 1, 0) : at;
    }
}
