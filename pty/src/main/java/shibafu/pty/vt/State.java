package shibafu.pty.vt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// All that a terminal knows: its screens and its switches.
final class State {
    /// A program that saves titles without end must not fill the memory.
    private static final int MOST_TITLES = 10;

    final Modes modes = new Modes();
    final Charsets charsets = new Charsets();
    /// The screen that is shown.
    Grid grid;

    String title = "";
    long bells;
    ScreenSnapshot.Clipboard clipboard = ScreenSnapshot.Clipboard.NOTHING;

    private final Screens screens;
    private final Deque<String> titles = new ArrayDeque<>();
    /// Private modes that were on when they were saved, and those that were off.
    private final Map<Integer, Boolean> savedModes = new HashMap<>();

    State(int columns, int rows) {
        this.screens = new Screens(columns, rows);
        this.grid = screens.shown();
    }

    boolean isAlternate() {
        return screens.isAlternate();
    }

    void resize(int columns, int rows) {
        screens.resize(columns, rows);
    }

    void turn(boolean toAlternate, boolean clear) {
        screens.turn(toAlternate, clear);
        grid = screens.shown();
    }

    /// DECSC and DECRC.
    void keepCursor(boolean keep) {
        if (keep) {
            screens.saved().keep(grid, modes, charsets);
        } else {
            screens.saved().bringBack(grid, modes, charsets);
        }
    }

    /// RIS.
    void reset() {
        modes.reset();
        charsets.reset();
        screens.reset();
        grid = screens.shown();
        title = "";
        titles.clear();
        savedModes.clear();
    }

    /// DECSTR.
    void softReset() {
        modes.softReset();
        grid.style = Style.PLAIN;
        grid.resetMargins();
        charsets.reset();
        screens.saved().forget();
    }

    void pushTitle() {
        titles.push(title);
        if (titles.size() > MOST_TITLES) {
            titles.removeLast();
        }
    }

    void popTitle() {
        if (!titles.isEmpty()) {
            title = titles.pop();
        }
    }

    /// XTSAVE. There are as many as there are modes that we know.
    void saveMode(int mode) {
        int now = PrivateModes.state(this, mode);
        if (now == Modes.SET || now == Modes.RESET) {
            savedModes.put(mode, now == Modes.SET);
        }
    }

    Optional<Boolean> savedMode(int mode) {
        return Optional.ofNullable(savedModes.get(mode));
    }
}
