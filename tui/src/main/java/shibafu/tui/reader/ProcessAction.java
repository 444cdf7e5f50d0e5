package shibafu.tui.reader;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does among processes besides those of every text.
public enum ProcessAction {
    BY_CPU,
    BY_MEMORY,
    BY_OOM,
    AS_TREE;

    public static final KeyTable<ProcessAction> KEYS = new KeyTable<>(
            "processes",
            "reading processes",
            List.of(
                    Binding.shown("C", "C", "by cpu", "by CPU time since the last look", BY_CPU),
                    Binding.shown("M", "M", "by memory", "by resident memory", BY_MEMORY),
                    Binding.quiet("O", "O", "by oom score", BY_OOM),
                    Binding.shown("T", "T", "tree", "as a tree", AS_TREE)));
}
