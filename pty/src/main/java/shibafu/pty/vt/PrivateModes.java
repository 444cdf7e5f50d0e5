package shibafu.pty.vt;

/// The private modes that do more than to turn a switch (DECSET, DECRST), and the state of all (DECRQM).
final class PrivateModes {
    private PrivateModes() {}

    static void set(State state, int mode, boolean on) {
        switch (mode) {
            case 3 -> columns(state);
            case 6 -> {
                state.modes.origin = on;
                Cursor.to(state.grid, state.modes, 0, 0);
            }
            case 47 -> state.turn(on, false);
            case 69 -> {
                state.modes.sideMargins = on;
                state.grid.left = 0;
                state.grid.right = state.grid.columns - 1;
            }
            case 1047 -> {
                if (!on && state.isAlternate()) {
                    Erasing.all(state.grid);
                }
                state.turn(on, false);
            }
            case 1048 -> state.keepCursor(on);
            case 1049 -> {
                if (on) {
                    state.keepCursor(true);
                    state.turn(true, true);
                } else {
                    state.turn(false, false);
                    state.keepCursor(false);
                }
            }
            default -> state.modes.dec(mode, on);
        }
    }

    /// DECCOLM: who shows the screen decides its width; the rest of it is done if the program has allowed it (40).
    private static void columns(State state) {
        if (state.modes.columnsAllowed) {
            state.grid.resetMargins();
            state.modes.sideMargins = false;
            state.grid.to(0, 0);
            Erasing.all(state.grid);
        }
    }

    static int state(State state, int mode) {
        return switch (mode) {
            case 47, 1047, 1049 -> state.isAlternate() ? Modes.SET : Modes.RESET;
            case 1048 -> Modes.SET;
            default -> state.modes.dec(mode);
        };
    }
}
