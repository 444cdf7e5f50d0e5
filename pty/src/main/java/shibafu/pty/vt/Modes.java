package shibafu.pty.vt;

/// The switches that a program sets (SM, RM, DECSET, DECRST), as far as they are no matter of the grid alone.
final class Modes {
    /// What DECRQM answers.
    static final int UNKNOWN = 0;

    static final int SET = 1;
    static final int RESET = 2;
    private static final int ALWAYS_RESET = 4;

    boolean insert;
    boolean newLine;
    boolean applicationCursor;
    boolean applicationKeypad;
    boolean reverse;
    boolean origin;
    boolean autowrap;
    /// Margins at the left and the right may be set (DECLRMM).
    boolean sideMargins;
    /// The program may change the number of columns (DECCOLM).
    boolean columnsAllowed;

    boolean cursorVisible;
    boolean bracketedPaste;
    boolean focus;
    boolean synchronised;
    boolean alternateScroll;
    MouseModes.Tracking tracking;
    MouseModes.Encoding encoding;

    /// 0 and 1 a blinking block, 2 a block, 3 and 4 an underline, 5 and 6 a bar (DECSCUSR).
    int cursorStyle;

    Modes() {
        tracking = MouseModes.Tracking.NONE;
        encoding = MouseModes.Encoding.X10;
        reset();
    }

    void reset() {
        insert = false;
        newLine = false;
        applicationCursor = false;
        applicationKeypad = false;
        reverse = false;
        origin = false;
        autowrap = true;
        sideMargins = false;
        columnsAllowed = false;
        cursorVisible = true;
        bracketedPaste = false;
        focus = false;
        synchronised = false;
        tracking = MouseModes.Tracking.NONE;
        encoding = MouseModes.Encoding.X10;
        // Off in xterm, on in most terminals since: a pager in a pane has no other use for the wheel.
        alternateScroll = true;
        cursorStyle = 0;
    }

    /// What a soft reset (DECSTR) puts back.
    void softReset() {
        insert = false;
        applicationCursor = false;
        applicationKeypad = false;
        origin = false;
        autowrap = true;
        sideMargins = false;
        cursorVisible = true;
    }

    void ansi(int mode, boolean on) {
        switch (mode) {
            case 4 -> insert = on;
            case 20 -> newLine = on;
            default -> {}
        }
    }

    /// The private ones that are nothing but a switch; the others are [PrivateModes]'.
    void dec(int mode, boolean on) {
        switch (mode) {
            case 1 -> applicationCursor = on;
            case 5 -> reverse = on;
            case 7 -> autowrap = on;
            case 9, 1000, 1002, 1003 -> tracking = on ? tracking(mode) : MouseModes.Tracking.NONE;
            case 25 -> cursorVisible = on;
            case 40 -> columnsAllowed = on;
            case 66 -> applicationKeypad = on;
            case 1004 -> focus = on;
            case 1005, 1006, 1015 -> encode(mode, on);
            case 1007 -> alternateScroll = on;
            case 2004 -> bracketedPaste = on;
            case 2026 -> synchronised = on;
            default -> {}
        }
    }

    int ansi(int mode) {
        return switch (mode) {
            case 2 -> RESET;
            case 4 -> word(insert);
            case 12 -> SET;
            case 20 -> word(newLine);
            default -> UNKNOWN;
        };
    }

    int dec(int mode) {
        return switch (mode) {
            case 1 -> word(applicationCursor);
            case 3, 4 -> RESET;
            case 5 -> word(reverse);
            case 6 -> word(origin);
            case 7 -> word(autowrap);
            case 9, 1000, 1002, 1003 -> word(tracking.mode == mode);
            case 8 -> ALWAYS_RESET;
            case 25 -> word(cursorVisible);
            case 40 -> word(columnsAllowed);
            case 69 -> word(sideMargins);
            case 66 -> word(applicationKeypad);
            case 1004 -> word(focus);
            case 1005, 1006, 1015 -> word(encoding.mode == mode);
            case 1007 -> word(alternateScroll);
            case 2004 -> word(bracketedPaste);
            case 2026 -> word(synchronised);
            default -> UNKNOWN;
        };
    }

    /// @param onAlternate whether a program has the screen for itself
    MouseModes mouse(boolean onAlternate) {
        return new MouseModes(tracking, encoding, alternateScroll && onAlternate);
    }

    private static MouseModes.Tracking tracking(int mode) {
        return switch (mode) {
            case 9 -> MouseModes.Tracking.PRESSES;
            case 1002 -> MouseModes.Tracking.DRAGS;
            case 1003 -> MouseModes.Tracking.MOVES;
            default -> MouseModes.Tracking.BUTTONS;
        };
    }

    /// There is one at a time; only the one that is on can be put off.
    private void encode(int mode, boolean on) {
        if (on) {
            encoding = switch (mode) {
                case 1005 -> MouseModes.Encoding.UTF8;
                case 1015 -> MouseModes.Encoding.URXVT;
                default -> MouseModes.Encoding.SGR;
            };
        } else if (encoding.mode == mode) {
            encoding = MouseModes.Encoding.X10;
        }
    }

    private static int word(boolean on) {
        return on ? SET : RESET;
    }
}
