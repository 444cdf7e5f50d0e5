package shibafu.tui.reader;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does in a log besides those of every text.
public enum LogAction {
    TIMES,
    SINCE;

    public static final KeyTable<LogAction> KEYS = new KeyTable<>(
            "log",
            "reading a log",
            List.of(
                    Binding.shown("t", "t", "times", "when each line was written", TIMES),
                    Binding.shown("s", "s", "since", "only the last minutes", SINCE)));
}
