package shibafu.tui.palette;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does in the palette; every other key edits its line.
public enum PaletteAction {
    RUN,
    COMPLETE,
    UP,
    DOWN,
    LEAVE;

    public static final KeyTable<PaletteAction> KEYS = new KeyTable<>(
            "palette",
            "palette",
            true,
            List.of(
                    Binding.shown("enter", "Enter", "run", "do what is marked", RUN),
                    Binding.shown("tab", "Tab", "complete", "complete the line", COMPLETE),
                    Binding.shown("up ctrl-p", "↑", "up", "the line above", UP),
                    Binding.shown("down ctrl-n", "↓", "down", "the line below", DOWN),
                    Binding.shown("esc ctrl-c", "Esc", "leave", "leave, doing nothing", LEAVE)));
}
