package shibafu.pty.vt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import shibafu.pty.vt.MouseEvent.Action;
import shibafu.pty.vt.MouseEvent.Button;
import shibafu.pty.vt.MouseModes.Encoding;
import shibafu.pty.vt.MouseModes.Tracking;
import shibafu.pty.vt.VtTerminal.KeyModes;

/// What the mouse and the focus send to a program, by the modes that it has set.
public final class MouseReport {
    private static final byte[] NOTHING = {};
    private static final int SHIFT = 4;
    private static final int ALT = 8;
    private static final int CONTROL = 16;
    private static final int MOTION = 32;
    private static final int BLANK = 32;

    /// Places beyond these are told as a NUL byte.
    private static final int MOST_X10 = 255 - BLANK;

    private static final int MOST_UTF8 = 2047 - BLANK;

    /// How many lines a turn of the wheel is worth where it comes as cursor keys.
    private static final int WHEEL_LINES = 3;

    private MouseReport() {}

    /// @return bytes for the program's input; none if it does not want to hear of this
    public static byte[] of(MouseEvent event, KeyModes modes) {
        MouseModes mouse = modes.mouse();
        if (wants(event, mouse.tracking())) {
            return encoded(event, mouse);
        }
        boolean arrows = !mouse.isTracked() && mouse.wheelIsArrows() && event.action() == Action.PRESSED;
        return switch (event.button()) {
            case WHEEL_UP -> arrows ? arrows('A', modes) : NOTHING;
            case WHEEL_DOWN -> arrows ? arrows('B', modes) : NOTHING;
            default -> NOTHING;
        };
    }

    /// Whether the terminal has the keys of its user (mode 1004).
    ///
    /// @return bytes for the program's input; none if it does not want to hear of this
    public static byte[] ofFocus(boolean focused, KeyModes modes) {
        return modes.focus() ? ascii(focused ? "\033[I" : "\033[O") : NOTHING;
    }

    private static boolean wants(MouseEvent event, Tracking tracking) {
        if (event.button().isWheel() && event.action() != Action.PRESSED) {
            return false;
        }
        return switch (tracking) {
            case NONE -> false;
            case PRESSES -> event.action() == Action.PRESSED && event.button().code < Button.NONE.code;
            case BUTTONS -> event.action() != Action.MOVED;
            case DRAGS -> event.action() != Action.MOVED || event.button() != Button.NONE;
            case MOVES -> true;
        };
    }

    private static byte[] arrows(char last, KeyModes modes) {
        return ascii(((modes.applicationCursor() ? "\033O" : "\033[") + last).repeat(WHEEL_LINES));
    }

    private static byte[] encoded(MouseEvent event, MouseModes mouse) {
        // Only SGR tells which button was let go.
        boolean nameless = event.action() == Action.RELEASED && mouse.encoding() != Encoding.SGR;
        int code = (nameless ? Button.NONE : event.button()).code + (event.action() == Action.MOVED ? MOTION : 0);
        if (mouse.tracking() != Tracking.PRESSES) {
            code += (event.shift() ? SHIFT : 0) + (event.alt() ? ALT : 0) + (event.control() ? CONTROL : 0);
        }
        int column = Math.max(0, event.column()) + 1;
        int row = Math.max(0, event.row()) + 1;
        return switch (mouse.encoding()) {
            case SGR ->
                ascii("\033[<" + code + ";" + column + ";" + row + (event.action() == Action.RELEASED ? "m" : "M"));
            case URXVT -> ascii("\033[" + (code + BLANK) + ";" + column + ";" + row + "M");
            case X10 -> bytes(code, column, row);
            case UTF8 -> characters(code, column, row);
        };
    }

    private static byte[] bytes(int code, int column, int row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("\033[M"));
        out.write(code + BLANK);
        out.write(column <= MOST_X10 ? column + BLANK : 0);
        out.write(row <= MOST_X10 ? row + BLANK : 0);
        return out.toByteArray();
    }

    private static byte[] characters(int code, int column, int row) {
        char across = (char) (column <= MOST_UTF8 ? column + BLANK : 0);
        char down = (char) (row <= MOST_UTF8 ? row + BLANK : 0);
        return ("\033[M" + (char) (code + BLANK) + across + down).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
