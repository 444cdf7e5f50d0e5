package shibafu.pty.vt;

/// What a mouse did over a terminal's screen.
///
/// @param button [Button#NONE] for a move with none held; with [Action#MOVED] the one that is held
/// @param row and `column`: the cell, counted from 0 at the top left
public record MouseEvent(
        Action action, Button button, int row, int column, boolean shift, boolean alt, boolean control) {
    /// A wheel is only pressed.
    public enum Action {
        PRESSED,
        RELEASED,
        MOVED
    }

    /// Its buttons, and the wheel, each turn of which is a button too.
    public enum Button {
        LEFT(0),
        MIDDLE(1),
        RIGHT(2),
        NONE(3),
        WHEEL_UP(64),
        WHEEL_DOWN(65),
        WHEEL_LEFT(66),
        WHEEL_RIGHT(67),
        BACK(128),
        FORWARD(129);

        /// As in xterm's "ctlseqs".
        final int code;

        Button(int code) {
            this.code = code;
        }

        public boolean isWheel() {
            return code >= WHEEL_UP.code && code <= WHEEL_RIGHT.code;
        }
    }

    /// Without modifiers.
    public static MouseEvent of(Action action, Button button, int row, int column) {
        return new MouseEvent(action, button, row, column, false, false, false);
    }
}
