package shibafu.pty.vt;

/// The two screens: the main one with its history, and the alternate one, which a program takes for itself.
final class Screens {
    private final boolean[] tabs;
    private final Grid main;
    private final Grid alternate;
    private final Saved mainSaved = new Saved();
    private final Saved alternateSaved = new Saved();
    private Grid shown;

    Screens(int columns, int rows) {
        this.tabs = new boolean[VtTerminal.MOST];
        this.main = new Grid(columns, rows, VtTerminal.HISTORY_LINES, tabs);
        this.alternate = new Grid(columns, rows, 0, tabs);
        setTabs();
        this.shown = main;
    }

    Grid shown() {
        return shown;
    }

    boolean isAlternate() {
        return shown == alternate;
    }

    /// The cursor that DECSC has kept on this screen.
    Saved saved() {
        return isAlternate() ? alternateSaved : mainSaved;
    }

    void resize(int columns, int rows) {
        Resize.rewrap(main, mainSaved, columns, rows);
        Resize.cut(alternate, columns, rows);
    }

    /// Both as they were at first; the history stays.
    void reset() {
        shown = main;
        setTabs();
        for (Grid each : new Grid[] {main, alternate}) {
            each.style = Style.PLAIN;
            each.resetMargins();
            each.to(0, 0);
            Erasing.all(each);
        }
        mainSaved.forget();
        alternateSaved.forget();
    }

    private void setTabs() {
        for (int column = 0; column < tabs.length; column++) {
            tabs[column] = column % 8 == 0;
        }
    }

    /// Between the two; the cursor and the margins go along.
    void turn(boolean toAlternate, boolean clear) {
        Grid next = toAlternate ? alternate : main;
        if (next != shown) {
            next.style = shown.style;
            next.to(shown.x, shown.y);
            next.pending = shown.pending;
            next.top = shown.top;
            next.bottom = shown.bottom;
            next.left = shown.left;
            next.right = shown.right;
            shown = next;
        }
        if (clear) {
            Erasing.all(alternate);
        }
    }
}
