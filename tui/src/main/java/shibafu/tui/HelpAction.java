package shibafu.tui;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does in the help; any that is not here closes it too.
enum HelpAction {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    TOP,
    BOTTOM,
    CLOSE;

    static final KeyTable<HelpAction> KEYS = new KeyTable<>(
            "help",
            "help",
            List.of(
                    Binding.shown("esc q ? ctrl-c", "Esc", "close", "close, as any other key", CLOSE),
                    Binding.shown("j down", "j ↓", "down", "one line down", DOWN),
                    Binding.shown("k up", "k ↑", "up", "one line up", UP),
                    Binding.quiet("pgdn space", "PgDn", "a page down", PAGE_DOWN),
                    Binding.quiet("pgup", "PgUp", "a page up", PAGE_UP),
                    Binding.quiet("g home", "g Home", "the first line", TOP),
                    Binding.quiet("G end", "G End", "the last line", BOTTOM)));
}
