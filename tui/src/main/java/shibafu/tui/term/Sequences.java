package shibafu.tui.term;

import java.util.Map;
import java.util.Optional;
import shibafu.tui.keys.Key;

/// The names of what keyboards send, as xterm, rxvt and the Linux console do.
final class Sequences {
    private static final Map<Character, String> FINALS = Map.ofEntries(
            Map.entry('A', "up"),
            Map.entry('B', "down"),
            Map.entry('C', "right"),
            Map.entry('D', "left"),
            Map.entry('H', "home"),
            Map.entry('F', "end"),
            Map.entry('P', "f1"),
            Map.entry('Q', "f2"),
            Map.entry('R', "f3"),
            Map.entry('S', "f4"));

    private static final Map<Integer, String> TILDES = Map.ofEntries(
            Map.entry(1, "home"),
            Map.entry(2, "ins"),
            Map.entry(3, "del"),
            Map.entry(4, "end"),
            Map.entry(5, "pgup"),
            Map.entry(6, "pgdn"),
            Map.entry(7, "home"),
            Map.entry(8, "end"),
            Map.entry(11, "f1"),
            Map.entry(12, "f2"),
            Map.entry(13, "f3"),
            Map.entry(14, "f4"),
            Map.entry(15, "f5"),
            Map.entry(17, "f6"),
            Map.entry(18, "f7"),
            Map.entry(19, "f8"),
            Map.entry(20, "f9"),
            Map.entry(21, "f10"),
            Map.entry(23, "f11"),
            Map.entry(24, "f12"));

    private Sequences() {}

    /// A control character by itself.
    static String control(int b) {
        return switch (b) {
            case 0x00 -> "ctrl-space";
            case 0x08, 0x7f -> "backspace";
            case 0x09 -> "tab";
            case 0x0a, 0x0d -> "enter";
            case 0x1c -> "ctrl-\\";
            case 0x1d -> "ctrl-]";
            case 0x1e -> "ctrl-^";
            case 0x1f -> "ctrl-_";
            default -> "ctrl-" + (char) (b + 0x60);
        };
    }

    /// What follows `ESC O`.
    static Optional<Key> ss3(int b) {
        if (b == 'M') {
            return Optional.of(Key.named("enter"));
        }
        return Optional.ofNullable(FINALS.get((char) b)).map(Key::named);
    }

    /// What follows `ESC [`, up to and with its last byte. Empty for what no key sends: mouse and focus reports,
    /// answers of the terminal.
    static Optional<Key> csi(String sequence) {
        if (sequence.startsWith("[") && sequence.length() == 2) {
            int index = sequence.charAt(1) - 'A';
            return index >= 0 && index < 5 ? Optional.of(Key.named("f" + (index + 1))) : Optional.empty();
        }
        char last = sequence.charAt(sequence.length() - 1);
        String middle = sequence.substring(0, sequence.length() - 1);
        if (!middle.matches("[0-9]{0,4}(;[0-9]{1,4})?")) {
            return Optional.empty();
        }
        if (last == 'Z') {
            return Optional.of(Key.named("shift-tab"));
        }
        int semicolon = middle.indexOf(';');
        String number = semicolon < 0 ? middle : middle.substring(0, semicolon);
        int modifiers = semicolon < 0 ? 1 : Integer.parseInt(middle.substring(semicolon + 1));
        Optional<String> name = last == '~'
                ? Optional.ofNullable(number.isEmpty() ? null : TILDES.get(Integer.parseInt(number)))
                : Optional.ofNullable(number.isEmpty() || number.equals("1") ? FINALS.get(last) : null);
        return name.map(plain -> Key.named(held(modifiers) + plain));
    }

    /// xterm writes one more than the sum of shift 1, alt 2, ctrl 4.
    private static String held(int modifiers) {
        int bits = modifiers - 1;
        return ((bits & 4) != 0 ? "ctrl-" : "") + ((bits & 2) != 0 ? "alt-" : "") + ((bits & 1) != 0 ? "shift-" : "");
    }
}
