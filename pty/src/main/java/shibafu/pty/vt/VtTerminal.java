package shibafu.pty.vt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// A terminal: takes what a program prints, keeps what is to be seen, and answers what the program asks.
///
/// Any thread may call; each call is whole. The answers are handed to the listener by the thread that feeds.
public final class VtTerminal {
    /// What is kept of what has left the screen, in lines.
    public static final int HISTORY_LINES = 5_000;

    /// Of columns and rows.
    static final int MOST = 1000;

    private final State state;
    private final VtParser parser;

    /// @param answers gets bytes for the program's input
    public VtTerminal(int columns, int rows, Consumer<byte[]> answers) {
        Dispatch dispatch = new Dispatch(
                within(columns), within(rows), text -> answers.accept(text.getBytes(StandardCharsets.UTF_8)));
        state = dispatch.state;
        parser = new VtParser(dispatch);
    }

    /// What the program printed, in any pieces.
    public synchronized void feed(byte[] bytes, int from, int to) {
        parser.feed(bytes, from, to);
    }

    public synchronized void resize(int columns, int rows) {
        state.resize(within(columns), within(rows));
    }

    private static int within(int size) {
        return Math.clamp(size, 1, MOST);
    }

    /// The switches that decide what keys and mouse send.
    public synchronized KeyModes keyModes() {
        Modes modes = state.modes;
        return new KeyModes(
                modes.applicationCursor,
                modes.applicationKeypad,
                modes.bracketedPaste,
                modes.focus,
                modes.mouse(state.isAlternate()));
    }

    /// Whether the program asked not to be looked at for a moment (mode 2026).
    public synchronized boolean isSynchronised() {
        return state.modes.synchronised;
    }

    /// @param back how many lines to look back into the history, as far as there are any
    public synchronized ScreenSnapshot snapshot(int back) {
        Grid grid = state.grid;
        int scrolled = Math.clamp(back, 0, grid.history.size());
        Line[] lines = new Line[grid.rows];
        for (int row = 0; row < grid.rows; row++) {
            int at = row - scrolled;
            // What is in the history never changes any more.
            lines[row] = at < 0 ? grid.history.get(-at) : grid.lines[at].copy();
        }
        return new ScreenSnapshot(lines, grid.columns, facts().scrolledBy(scrolled, grid.rows));
    }

    /// All that there is now, to search and copy from.
    public synchronized Transcript transcript() {
        Grid grid = state.grid;
        List<Line> lines = grid.history.lines();
        for (Line line : grid.lines) {
            lines.add(line.copy());
        }
        return new Transcript(lines, grid.columns, facts());
    }

    private ScreenSnapshot.Facts facts() {
        Grid grid = state.grid;
        Modes modes = state.modes;
        return new ScreenSnapshot.Facts(
                modes.cursorVisible ? grid.y : -1,
                modes.cursorVisible ? grid.x : -1,
                modes.cursorStyle,
                modes.reverse,
                state.isAlternate(),
                grid.history.size(),
                0,
                modes.mouse(state.isAlternate()),
                state.title,
                state.bells,
                state.clipboard);
    }

    /// What decides what a key sends.
    ///
    /// @param focus whether the program wants to hear when the terminal gets the keys and loses them
    public record KeyModes(
            boolean applicationCursor,
            boolean applicationKeypad,
            boolean bracketedPaste,
            boolean focus,
            MouseModes mouse) {}
}
