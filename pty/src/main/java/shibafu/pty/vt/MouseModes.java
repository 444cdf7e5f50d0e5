package shibafu.pty.vt;

/// What a program wants to hear of the mouse, and in which form.
///
/// @param wheelIsArrows whether the wheel shall come as cursor keys while the program tracks no mouse: on the alternate
///     screen, where there is no history to look back at (mode 1007)
public record MouseModes(Tracking tracking, Encoding encoding, boolean wheelIsArrows) {
    public static final MouseModes NONE = new MouseModes(Tracking.NONE, Encoding.X10, false);

    /// Each hears what those before it hear, too.
    public enum Tracking {
        NONE(0),
        /// Presses of the three buttons alone (X10).
        PRESSES(9),
        /// Presses, releases and the wheel.
        BUTTONS(1000),
        /// Moves with a button held.
        DRAGS(1002),
        /// All moves.
        MOVES(1003);

        final int mode;

        Tracking(int mode) {
            this.mode = mode;
        }
    }

    /// How a report is written; the numbers are the modes'.
    public enum Encoding {
        /// `ESC [ M` and three bytes, which reach 223 columns.
        X10(0),
        /// The same with UTF-8, which reaches 2015.
        UTF8(1005),
        SGR(1006),
        URXVT(1015);

        final int mode;

        Encoding(int mode) {
            this.mode = mode;
        }
    }

    /// Whether the mouse is the program's; else it is free to select and scroll.
    public boolean isTracked() {
        return tracking != Tracking.NONE;
    }
}
