package shibafu.tui.term;

import java.util.List;
import java.util.Optional;
import shibafu.tui.keys.KeyNames;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;
import shibafu.tui.shell.ShellAction;

/// The few keys that a shell does not get, found in the bytes that are typed for it.
final class ShellKeys {
    /// More bytes than any one key sends.
    private static final int LONGEST = 16;

    private final KeyTable<ShellAction> table;
    private final int leave;

    private ShellKeys(KeyTable<ShellAction> table, int leave) {
        this.table = table;
        this.leave = leave;
    }

    static ShellKeys of(Keymap keymap) {
        KeyTable<ShellAction> table = keymap.of(ShellAction.KEYS);
        int leave = table.bindings().stream()
                .filter(binding -> binding.action() == ShellAction.LEAVE)
                .mapToInt(binding -> KeyNames.control(binding.keys().getFirst()).orElseThrow())
                .findFirst()
                .orElseThrow();
        return new ShellKeys(table, leave);
    }

    /// What the key that leaves types.
    byte leave() {
        return (byte) leave;
    }

    /// Where the key that leaves is among the bytes, -1 if it is not: it is a control character, so it is found
    /// whatever it comes with.
    int leaves(byte[] typed) {
        for (int i = 0; i < typed.length; i++) {
            if (typed[i] == leave) {
                return i;
            }
        }
        return -1;
    }

    /// What is to be done instead of typing, if those bytes are one key of ours.
    Optional<ShellAction> action(byte[] typed) {
        if (typed.length > LONGEST) {
            return Optional.empty();
        }
        List<KeyDecoder.Event> events = new KeyDecoder().feed(typed, typed.length);
        return events.size() == 1 && events.getFirst() instanceof KeyDecoder.Event.Pressed pressed
                ? table.action(pressed.key())
                : Optional.empty();
    }
}
