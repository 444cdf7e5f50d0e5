package shibafu.pty;

/// The size of a terminal's window, in cells; each at least 1.
public record WindowSize(int columns, int rows) {
    public WindowSize {
        columns = Math.max(1, columns);
        rows = Math.max(1, rows);
    }
}
