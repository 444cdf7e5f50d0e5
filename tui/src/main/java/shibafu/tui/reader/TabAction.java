package shibafu.tui.reader;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does where a container is inspected besides those of every text.
public enum TabAction {
    NEXT_TAB,
    PREVIOUS_TAB;

    public static final KeyTable<TabAction> KEYS = new KeyTable<>(
            "inspect",
            "inspecting",
            List.of(
                    Binding.shown("right tab l", "→", "tab", "the next tab", NEXT_TAB),
                    Binding.quiet("left shift-tab h", "←", "the tab before", PREVIOUS_TAB)));
}
