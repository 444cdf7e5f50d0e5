package shibafu.tui;

import java.util.List;
import shibafu.tui.containers.FilterAction;
import shibafu.tui.containers.ListAction;
import shibafu.tui.create.CreateUpdate;
import shibafu.tui.dialog.Question;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.limits.LimitsUpdate;
import shibafu.tui.reader.ReaderAction;
import shibafu.tui.shell.ShellAction;

/// What a key does wherever no dialog has the keys.
enum GlobalAction {
    HELP,
    THEME,
    REDRAW,
    SUSPEND,
    QUIT;

    static final KeyTable<GlobalAction> KEYS = new KeyTable<>(
            "everywhere",
            List.of(
                    Binding.shown("? f1", "?", "help", "this help", HELP),
                    Binding.quiet("t", "t", "next theme", THEME),
                    Binding.quiet("ctrl-l", "Ctrl-L", "draw anew", REDRAW),
                    Binding.quiet("ctrl-z", "Ctrl-Z", "suspend; fg comes back", SUSPEND),
                    Binding.shown("q ctrl-c", "q", "quit", "quit (Ctrl-C too)", QUIT)));

    /// Every table, as the help shows them; the keys of one form stand for those of the other.
    static final List<KeyTable<?>> ALL = List.of(
            ListAction.KEYS,
            ShellAction.KEYS,
            ReaderAction.KEYS,
            KEYS,
            Question.KEYS,
            CreateUpdate.KEYS,
            LimitsUpdate.BESIDES,
            FilterAction.KEYS,
            HelpAction.KEYS);
}
