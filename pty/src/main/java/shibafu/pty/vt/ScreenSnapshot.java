package shibafu.pty.vt;

/// What a terminal showed at one moment. Immutable.
public final class ScreenSnapshot {
    private final Line[] lines;
    private final int columns;
    private final Facts facts;

    ScreenSnapshot(Line[] copies, int columns, Facts facts) {
        this.lines = copies;
        this.columns = columns;
        this.facts = facts;
    }

    /// What there is to say beside the cells.
    ///
    /// @param cursorRow and `cursorColumn`: -1 if it is hidden, or scrolled away
    /// @param cursorStyle as in DECSCUSR
    /// @param reverse whether dark and light are exchanged
    /// @param alternate whether a program has the screen for itself, so that there is no history
    /// @param historyLines how many lines there are above the screen
    /// @param scrolled by how many of them this looks back
    /// @param mouse what the program wants to hear of the mouse: if it is tracked, a pane passes it through
    ///     ([MouseReport]), if not, the mouse is the pane's
    /// @param bells how often it was rung, ever
    /// @param clipboard what the program wants to have copied
    public record Facts(
            int cursorRow,
            int cursorColumn,
            int cursorStyle,
            boolean reverse,
            boolean alternate,
            int historyLines,
            int scrolled,
            MouseModes mouse,
            String title,
            long bells,
            Clipboard clipboard) {
        /// The same when one looks back, from the lowest place.
        Facts scrolledBy(int lines, int rows) {
            boolean inSight = cursorRow >= 0 && cursorRow + lines < rows;
            return new Facts(
                    inSight ? cursorRow + lines : -1,
                    inSight ? cursorColumn : -1,
                    cursorStyle,
                    reverse,
                    alternate,
                    historyLines,
                    lines,
                    mouse,
                    title,
                    bells,
                    clipboard);
        }
    }

    /// A text that a program wants to have copied (OSC 52): without controls but tabs and line feeds, at most 48 KiB.
    /// The user decides; programs are never told what was copied.
    ///
    /// @param number how many there were: a larger one than was seen before is new
    public record Clipboard(long number, String text) {
        static final Clipboard NOTHING = new Clipboard(0, "");

        Clipboard next(String offered) {
            return new Clipboard(number + 1, offered);
        }
    }

    public int rows() {
        return lines.length;
    }

    public int columns() {
        return columns;
    }

    public Facts facts() {
        return facts;
    }

    /// A cell's character with the marks on it; empty for a blank, and for the second column of a wide character.
    public String text(int row, int column) {
        return column < lines[row].columns() ? lines[row].text(column) : "";
    }

    /// Whether it is the second column of a wide character.
    public boolean isTail(int row, int column) {
        return column < lines[row].columns() && lines[row].points[column] == Line.TAIL;
    }

    /// As in [Style].
    public long style(int row, int column) {
        return column < lines[row].columns() ? lines[row].styles[column] & ~Style.PROTECTED : Style.PLAIN;
    }

    /// Whether the next row goes on with this one, so that a copy of both has no line break between.
    public boolean isWrapped(int row) {
        return lines[row].wrapped;
    }

    /// A row's characters, without the blanks at its end.
    public String row(int row) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            String cell = text(row, column);
            text.append(cell.isEmpty() && !isTail(row, column) ? " " : cell);
        }
        return text.toString().stripTrailing();
    }
}
