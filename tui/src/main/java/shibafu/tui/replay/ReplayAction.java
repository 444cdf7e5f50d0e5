package shibafu.tui.replay;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does while a recording is shown.
public enum ReplayAction {
    PAUSE,
    BACK,
    ON,
    MINUTE_BACK,
    MINUTE_ON,
    NEXT_MARK,
    MARK_BEFORE,
    BEGINNING,
    END,
    FASTER,
    SLOWER;

    public static final KeyTable<ReplayAction> KEYS = new KeyTable<>(
            "replay",
            "a replay",
            List.of(
                    Binding.shown("space", "Space", "pause", "pause, and go on", PAUSE),
                    Binding.shown("left ,", "←", "-5 s", "5 seconds back", BACK),
                    Binding.shown("right .", "→", "+5 s", "5 seconds on", ON),
                    Binding.shown("shift-left B", "B", "-1 min", "a minute back (Shift-← too)", MINUTE_BACK),
                    Binding.shown("shift-right F", "F", "+1 min", "a minute on (Shift-→ too)", MINUTE_ON),
                    Binding.shown("n", "n", "next mark", "to the next mark", NEXT_MARK),
                    Binding.shown("N", "N", "mark before", "to the mark before", MARK_BEFORE),
                    Binding.shown("f", "f", "faster", "twice as fast", FASTER),
                    Binding.shown("s", "s", "slower", "half as fast", SLOWER),
                    Binding.quiet("home", "Home", "to the beginning", BEGINNING),
                    Binding.quiet("end", "End", "to the end", END)));
}
