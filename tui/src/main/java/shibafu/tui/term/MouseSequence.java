package shibafu.tui.term;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shibafu.pty.vt.MouseEvent;
import shibafu.pty.vt.MouseEvent.Action;
import shibafu.pty.vt.MouseEvent.Button;

/// What a terminal reports of its mouse, in the form that we ask for (1006, SGR).
final class MouseSequence {
    private static final Pattern FORM = Pattern.compile("<([0-9]{1,3});([0-9]{1,5});([0-9]{1,5})([Mm])");
    private static final int SHIFT = 4;
    private static final int ALT = 8;
    private static final int CONTROL = 16;
    private static final int MOTION = 32;

    /// By their numbers as in xterm's "ctlseqs".
    private static final Map<Integer, Button> BUTTONS =
            Stream.of(Button.values()).collect(Collectors.toMap(MouseSequence::number, Function.identity()));

    private MouseSequence() {}

    /// @param sequence what follows `ESC [`, up to and with its last byte
    static Optional<MouseEvent> parse(String sequence) {
        Matcher parts = FORM.matcher(sequence);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int code = Integer.parseInt(parts.group(1));
        int column = Integer.parseInt(parts.group(2)) - 1;
        int row = Integer.parseInt(parts.group(3)) - 1;
        Action action =
                parts.group(4).equals("m") ? Action.RELEASED : (code & MOTION) != 0 ? Action.MOVED : Action.PRESSED;
        return Optional.ofNullable(BUTTONS.get(code & ~(SHIFT | ALT | CONTROL | MOTION)))
                .filter(button -> column >= 0 && row >= 0)
                .map(button -> new MouseEvent(
                        action, button, row, column, (code & SHIFT) != 0, (code & ALT) != 0, (code & CONTROL) != 0));
    }

    private static int number(Button button) {
        return switch (button) {
            case LEFT -> 0;
            case MIDDLE -> 1;
            case RIGHT -> 2;
            case NONE -> 3;
            case WHEEL_UP -> 64;
            case WHEEL_DOWN -> 65;
            case WHEEL_LEFT -> 66;
            case WHEEL_RIGHT -> 67;
            case BACK -> 128;
            case FORWARD -> 129;
        };
    }
}
