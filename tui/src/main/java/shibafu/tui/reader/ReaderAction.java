package shibafu.tui.reader;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does while a text is read.
public enum ReaderAction {
    CLOSE,
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    TOP,
    BOTTOM,
    SEARCH,
    NEXT,
    PREVIOUS,
    FOLLOW,
    WRAP,
    ZOOM;

    public static final KeyTable<ReaderAction> KEYS = new KeyTable<>(
            "reader",
            "reading",
            List.of(
                    Binding.shown("esc q ctrl-c", "Esc", "close", "close the text", CLOSE),
                    Binding.shown("/", "/", "search", "search; Enter keeps it", SEARCH),
                    Binding.shown("n", "n", "next", "the next line that has it", NEXT),
                    Binding.quiet("N", "N", "the one before", PREVIOUS),
                    Binding.shown("f", "f", "follow", "keep the newest in sight", FOLLOW),
                    Binding.shown("w", "w", "wrap", "long lines in full, or cut off", WRAP),
                    Binding.shown("z", "z", "zoom", "in full, and back", ZOOM),
                    Binding.quiet("k up", "k ↑", "one line up", UP),
                    Binding.quiet("j down", "j ↓", "one line down", DOWN),
                    Binding.quiet("pgup ctrl-b", "PgUp", "a page up", PAGE_UP),
                    Binding.quiet("pgdn ctrl-f space", "PgDn", "a page down", PAGE_DOWN),
                    Binding.quiet("g home", "g Home", "the first line", TOP),
                    Binding.quiet("G end", "G End", "the last line", BOTTOM)));

    /// The keys of a text, its own first.
    public static List<KeyTable<?>> tables(Reader reader) {
        return switch (reader.subject()) {
            case LOG -> List.of(LogAction.KEYS, KEYS);
            case PROCESSES -> List.of(ProcessAction.KEYS, KEYS);
            case EVENTS, COMPARISON, SWEEP -> List.of(KEYS);
            case CONFIG, MOUNTS, NAMESPACES, CAPABILITIES, LIMITS, HEALTH, LAUNCH -> List.of(TabAction.KEYS, KEYS);
        };
    }
}
