package shibafu.tui;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does wherever no dialog has the keys.
enum GlobalAction {
    HELP,
    PALETTE,
    THEME,
    RECORD,
    EXPORT,
    REDRAW,
    SUSPEND,
    QUIT;

    static final KeyTable<GlobalAction> KEYS = new KeyTable<>(
            "global",
            "everywhere",
            List.of(
                    Binding.shown("? f1", "?", "help", "this help", HELP),
                    Binding.shown(":", ":", "command", "all commands, by name", PALETTE),
                    Binding.quiet("t", "t", "choose a theme", THEME),
                    Binding.quiet("R", "R", "record into files, and stop", RECORD),
                    Binding.quiet("ctrl-s", "Ctrl-S", "graphs into files: CSV, SVG, PNG", EXPORT),
                    Binding.quiet("ctrl-l", "Ctrl-L", "draw anew", REDRAW),
                    Binding.quiet("ctrl-z", "Ctrl-Z", "suspend; fg comes back", SUSPEND),
                    Binding.shown("q ctrl-c", "q", "quit", "quit (Ctrl-C too)", QUIT)));
}
