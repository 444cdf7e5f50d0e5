package shibafu.tui.create;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does in the form once a start has failed, besides those of every form.
public enum FailedStartAction {
    TRACE;

    public static final KeyTable<FailedStartAction> KEYS = new KeyTable<>(
            "failed-start",
            "when a start failed",
            true,
            List.of(Binding.shown("ctrl-t", "^T", "how far it came", "how far the start came", TRACE)));
}
