package shibafu.tui.sweep;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does for a sweep: while it runs, and in its table.
public enum SweepAction {
    END,
    SAVE;

    public static final KeyTable<SweepAction> KEYS = new KeyTable<>(
            "sweep",
            "a sweep",
            List.of(
                    Binding.quiet("esc", "Esc", "end it: the limit is set back", END),
                    Binding.shown("ctrl-s", "^S", "save", "save its table as a CSV file", SAVE)));
}
