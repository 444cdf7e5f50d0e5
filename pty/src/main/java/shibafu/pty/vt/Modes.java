package shibafu.pty.vt;

/// The switches that a program sets (SM, RM, DECSET, DECRST), as far as they are no matter of the grid alone.
final class Modes {
    /// What DECRQM answers.
    static final int UNKNOWN = 0;

    static final int SET = 1;
    static final int RESET = 2;

    boolean insert;
    boolean newLine;
    boolean applicationCursor;
    boolean applicationKeypad;
    boolean reverse;
    boolean origin;
    boolean autowrap;
    boolean cursorVisible;
    boolean bracketedPaste;
    boolean focus;
    boolean synchronised;
    /// 0, 9, 1000, 1002 or 1003.
    int mouse;

    boolean mouseSgr;
    boolean alternateScroll;

    /// 0 and 1 a blinking block, 2 a block, 3 and 4 an underline, 5 and 6 a bar (DECSCUSR).
    int cursorStyle;

    Modes() {
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
        cursorVisible = true;
        bracketedPaste = false;
        focus = false;
        synchronised = false;
        mouse = 0;
        mouseSgr = false;
        alternateScroll = false;
        cursorStyle = 0;
    }

    /// What a soft reset (DECSTR) puts back.
    void softReset() {
        insert = false;
        applicationCursor = false;
        applicationKeypad = false;
        origin = false;
        autowrap = true;
        cursorVisible = true;
    }

    void ansi(int mode, boolean on) {
        switch (mode) {
            case 4 -> insert = on;
            case 20 -> newLine = on;
            default -> {}
        }
    }

    /// The private ones that are nothing but a switch; the others are [VtTerminal]'s.
    void dec(int mode, boolean on) {
        switch (mode) {
            case 1 -> applicationCursor = on;
            case 5 -> reverse = on;
            case 7 -> autowrap = on;
            case 9, 1000, 1002, 1003 -> mouse = on ? mode : 0;
            case 25 -> cursorVisible = on;
            case 66 -> applicationKeypad = on;
            case 1004 -> focus = on;
            case 1006 -> mouseSgr = on;
            case 1007 -> alternateScroll = on;
            case 2004 -> bracketedPaste = on;
            case 2026 -> synchronised = on;
            default -> {}
        }
    }

    int ansi(int mode) {
        return switch (mode) {
            case 4 -> word(insert);
            case 20 -> word(newLine);
            default -> UNKNOWN;
        };
    }

    int dec(int mode) {
        return switch (mode) {
            case 1 -> word(applicationCursor);
            case 5 -> word(reverse);
            case 6 -> word(origin);
            case 7 -> word(autowrap);
            case 9, 1000, 1002, 1003 -> word(mouse == mode);
            case 25 -> word(cursorVisible);
            case 66 -> word(applicationKeypad);
            case 1004 -> word(focus);
            case 1006 -> word(mouseSgr);
            case 1007 -> word(alternateScroll);
            case 2004 -> word(bracketedPaste);
            case 2026 -> word(synchronised);
            default -> UNKNOWN;
        };
    }

    private static int word(boolean on) {
        return on ? SET : RESET;
    }
}
