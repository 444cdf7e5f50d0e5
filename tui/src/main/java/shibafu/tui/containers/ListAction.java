package shibafu.tui.containers;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does on the list.
public enum ListAction {
    UP,
    DOWN,
    TOP,
    BOTTOM,
    PAGE_UP,
    PAGE_DOWN,
    NEW,
    SHELL,
    NEW_SHELL,
    NEXT_SHELL,
    PREVIOUS_SHELL,
    CLOSE_SHELL,
    ZOOM,
    GRAPHS,
    LOG,
    PROCESSES,
    CONFIG,
    EVENTS,
    START,
    STOP,
    KILL,
    FREEZE,
    REMOVE,
    LIMITS,
    FILTER,
    CLEAR_FILTER,
    NEXT_PAGE;

    public static final KeyTable<ListAction> KEYS = new KeyTable<>(
            "containers",
            List.of(
                    Binding.shown("n", "n", "new", "new container", NEW),
                    Binding.shown("e", "e", "shell", "into a shell of it", SHELL),
                    Binding.quiet("o", "o", "other graphs: waiting, disks, pids", GRAPHS),
                    Binding.quiet("l", "l", "its log", LOG),
                    Binding.quiet("P", "P", "its processes", PROCESSES),
                    Binding.quiet("i", "i", "its configuration", CONFIG),
                    Binding.quiet("v", "v", "what has happened", EVENTS),
                    Binding.quiet("E", "E", "one more shell in it", NEW_SHELL),
                    Binding.quiet(">", ">", "the next shell", NEXT_SHELL),
                    Binding.quiet("<", "<", "the shell before", PREVIOUS_SHELL),
                    Binding.quiet("x", "x", "hang up the shell that is shown", CLOSE_SHELL),
                    Binding.quiet("z", "z", "the shell in full, and back", ZOOM),
                    Binding.shown("L", "L", "limits", "change its limits", LIMITS),
                    Binding.shown("s", "s", "stop", "stop it (asks)", STOP),
                    Binding.shown("p", "p", "freeze", "freeze or thaw it", FREEZE),
                    Binding.shown("d del", "d", "remove", "remove it (asks)", REMOVE),
                    Binding.quiet("K", "K", "kill it: SIGKILL (asks)", KILL),
                    Binding.quiet("S", "S", "start a created one", START),
                    Binding.shown("/", "/", "filter", "filter name, image, command", FILTER),
                    Binding.quiet("esc", "Esc", "clear the filter", CLEAR_FILTER),
                    Binding.quiet("k up", "k ↑", "one up", UP),
                    Binding.quiet("j down", "j ↓", "one down", DOWN),
                    Binding.quiet("g home", "g Home", "first", TOP),
                    Binding.quiet("G end", "G End", "last", BOTTOM),
                    Binding.quiet("pgup ctrl-b", "PgUp", "a page up", PAGE_UP),
                    Binding.quiet("pgdn ctrl-f", "PgDn", "a page down", PAGE_DOWN),
                    Binding.quiet("tab", "Tab", "next pane on small screens", NEXT_PAGE)));
}
