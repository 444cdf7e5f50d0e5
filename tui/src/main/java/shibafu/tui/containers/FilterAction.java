package shibafu.tui.containers;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does while the filter is typed; every other key edits it.
public enum FilterAction {
    KEEP,
    CLEAR,
    UP,
    DOWN;

    public static final KeyTable<FilterAction> KEYS = new KeyTable<>(
            "filter",
            "filter",
            true,
            List.of(
                    Binding.shown("enter", "Enter", "keep", "keep the filter", KEEP),
                    Binding.shown("esc ctrl-c", "Esc", "clear", "clear the filter", CLEAR),
                    Binding.shown("up", "↑", "up", "one up", UP),
                    Binding.shown("down", "↓", "down", "one down", DOWN)));
}
