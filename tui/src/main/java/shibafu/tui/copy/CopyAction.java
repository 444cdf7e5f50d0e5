package shibafu.tui.copy;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does while one copies from a pane.
public enum CopyAction {
    LEAVE,
    COPY,
    MARK,
    MARK_LINES,
    SEARCH,
    NEXT,
    PREVIOUS,
    LEFT,
    RIGHT,
    UP,
    DOWN,
    LINE_START,
    LINE_END,
    PAGE_UP,
    PAGE_DOWN,
    TOP,
    BOTTOM;

    public static final KeyTable<CopyAction> KEYS = new KeyTable<>(
            "copy",
            "copying",
            List.of(
                    Binding.shown("esc q ctrl-c", "Esc", "leave", "leave, copying nothing", LEAVE),
                    Binding.shown("v space", "v", "mark", "mark from here, or no longer", MARK),
                    Binding.shown("y enter", "y", "copy", "copy what is marked, or the line", COPY),
                    Binding.shown("/", "/", "search", "search; Enter goes to it", SEARCH),
                    Binding.shown("n", "n", "next", "what was found before this", NEXT),
                    Binding.quiet("N", "N", "and after it", PREVIOUS),
                    Binding.quiet("V", "V", "mark whole lines", MARK_LINES),
                    Binding.quiet("h left", "h ←", "left", LEFT),
                    Binding.quiet("l right", "l →", "right", RIGHT),
                    Binding.quiet("k up", "k ↑", "up", UP),
                    Binding.quiet("j down", "j ↓", "down", DOWN),
                    Binding.quiet("0 home", "0 Home", "start of the line", LINE_START),
                    Binding.quiet("$ end", "$ End", "end of the line", LINE_END),
                    Binding.quiet("pgup ctrl-b", "PgUp", "a page up", PAGE_UP),
                    Binding.quiet("pgdn ctrl-f", "PgDn", "a page down", PAGE_DOWN),
                    Binding.quiet("g", "g", "the oldest line", TOP),
                    Binding.quiet("G", "G", "the newest line", BOTTOM)));
}
