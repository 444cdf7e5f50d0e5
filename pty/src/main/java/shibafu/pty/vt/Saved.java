package shibafu.pty.vt;

/// What DECSC keeps, and DECRC brings back; before the first, the beginning of all things.
final class Saved {
    int x;
    int y;
    private boolean pending;
    private long style;
    private boolean origin;
    private int charsets = new Charsets().state();

    void keep(Grid grid, Modes modes, Charsets sets) {
        x = grid.x;
        y = grid.y;
        pending = grid.pending;
        style = grid.style;
        origin = modes.origin;
        charsets = sets.state();
    }

    void bringBack(Grid grid, Modes modes, Charsets sets) {
        modes.origin = origin;
        grid.to(x, y);
        grid.pending = pending && grid.x == grid.columns - 1;
        grid.style = style;
        sets.restore(charsets);
    }

    void forget() {
        x = 0;
        y = 0;
        pending = false;
        style = Style.PLAIN;
        origin = false;
        charsets = new Charsets().state();
    }
}
