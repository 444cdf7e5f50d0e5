package shibafu.tui.pick;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does in the list of themes.
public enum PickAction {
    UP,
    DOWN,
    TOP,
    BOTTOM,
    KEEP,
    RETURN;

    public static final KeyTable<PickAction> KEYS = new KeyTable<>(
            "themes",
            "themes",
            List.of(
                    Binding.shown("j down t", "↑↓", "try", "try the next theme (t and j too)", DOWN),
                    Binding.quiet("k up", "k ↑", "try the one before", UP),
                    Binding.quiet("g home", "g Home", "the first", TOP),
                    Binding.quiet("G end", "G End", "the last", BOTTOM),
                    Binding.shown("enter", "Enter", "keep", "keep it", KEEP),
                    Binding.shown("esc q ctrl-c", "Esc", "back", "back to the theme there was", RETURN)));
}
