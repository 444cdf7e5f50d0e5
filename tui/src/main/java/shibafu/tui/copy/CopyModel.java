package shibafu.tui.copy;

import java.util.List;
import java.util.Optional;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.pty.vt.Transcript;
import shibafu.pty.vt.Transcript.Position;
import shibafu.pty.vt.Transcript.Span;
import shibafu.tui.form.TextField;

/// What one copies from.
///
/// @param number of the pane
/// @param back how many lines of history are between what is seen and the screen
/// @param mark where the selection began, if there is one
/// @param lines whether it is of whole lines
/// @param search what is looked for
/// @param typing whether that is being typed
/// @param found where it stands, the oldest first
public record CopyModel(
        long number,
        Transcript text,
        int back,
        Position cursor,
        Optional<Position> mark,
        boolean lines,
        TextField search,
        boolean typing,
        List<Span> found) {
    public CopyModel {
        found = List.copyOf(found);
    }

    /// With the cursor where the program has it.
    ///
    /// @param back how far the pane looks back
    public static CopyModel of(long number, Transcript text, int back) {
        ScreenSnapshot view = text.view(back);
        int row = view.facts().cursorRow() < 0 ? view.rows() - 1 : view.facts().cursorRow();
        Position cursor = new Position(
                text.historyLines() - view.facts().scrolled() + row,
                Math.clamp(view.facts().cursorColumn(), 0, text.columns() - 1));
        return new CopyModel(
                number,
                text,
                view.facts().scrolled(),
                cursor,
                Optional.empty(),
                false,
                TextField.EMPTY,
                false,
                List.of());
    }

    int rows() {
        return text.lines() - text.historyLines();
    }

    /// The line that stands at the top.
    int top() {
        return text.historyLines() - back;
    }

    /// With the cursor in another place, which comes in sight.
    CopyModel at(int line, int column) {
        Position there = new Position(Math.clamp(line, 0, text.lines() - 1), Math.clamp(column, 0, text.columns() - 1));
        int top = Math.clamp(top(), Math.max(0, there.line() - rows() + 1), there.line());
        int nowBack = Math.clamp(text.historyLines() - (long) top, 0, text.historyLines());
        return new CopyModel(number, text, nowBack, there, mark, lines, search, typing, found);
    }

    CopyModel moved(int byLines, int byColumns) {
        return at(cursor.line() + byLines, cursor.column() + byColumns);
    }

    /// With the cursor at a cell of the view; beyond its edges the view is moved.
    public CopyModel pointed(int row, int column) {
        return at(top() + row, column);
    }

    /// With a selection from one cell of the view to another.
    public CopyModel dragged(int fromRow, int fromColumn, int toRow, int toColumn) {
        int top = top();
        return at(top + fromRow, fromColumn).marked(false).at(top + toRow, toColumn);
    }

    /// Begins a selection here, or ends the one there is.
    CopyModel marked(boolean wholeLines) {
        boolean ends = mark.isPresent() && lines == wholeLines;
        Optional<Position> from = ends ? Optional.empty() : Optional.of(mark.orElse(cursor));
        return new CopyModel(number, text, back, cursor, from, wholeLines, search, typing, found);
    }

    CopyModel searching(TextField wanted, boolean nowTyping) {
        return new CopyModel(number, text, back, cursor, mark, lines, wanted, nowTyping, found);
    }

    /// With what was typed looked for, at the last place before the cursor that has it.
    CopyModel searched() {
        List<Span> all = text.find(search.text());
        return new CopyModel(number, text, back, cursor, mark, lines, search, false, all).next(-1);
    }

    /// At the next place that has it, around the ends; here if none has.
    ///
    /// @param step -1 towards the past, 1 from it
    CopyModel next(int step) {
        if (found.isEmpty()) {
            return this;
        }
        Position there = found.stream()
                .map(Span::first)
                .filter(place -> Integer.signum(place.compareTo(cursor)) == step)
                .reduce((one, other) -> step > 0 ? one : other)
                .orElse((step > 0 ? found.getFirst() : found.getLast()).first());
        return at(there.line(), there.column());
    }

    /// What is marked.
    Optional<Span> selection() {
        return mark.map(from -> {
            Position first = from.compareTo(cursor) <= 0 ? from : cursor;
            Position last = from.compareTo(cursor) <= 0 ? cursor : from;
            return lines
                    ? new Span(
                            text.wholeLine(first.line()).first(),
                            text.wholeLine(last.line()).last())
                    : new Span(first, last);
        });
    }

    /// What a copy takes: what is marked, or the line of the cursor.
    public String selected() {
        return text.text(selection().orElseGet(() -> text.wholeLine(cursor.line())));
    }
}
