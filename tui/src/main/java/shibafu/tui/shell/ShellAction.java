package shibafu.tui.shell;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does while a shell has the keys: all others are the shell's. (They are bytes then and no keys; this table
/// is what the footer and the help say of them.)
public enum ShellAction {
    LEAVE,
    BACK,
    FORTH;

    public static final KeyTable<ShellAction> KEYS = new KeyTable<>(
            "shell",
            "in a shell",
            List.of(
                    Binding.shown("ctrl-]", "^]", "leaves the shell", "leave it; twice sends it ^]", LEAVE),
                    Binding.shown("shift-pgup", "S-PgUp", "back", "look back", BACK),
                    Binding.shown("shift-pgdn", "S-PgDn", "forth", "and forth again", FORTH)));
}
