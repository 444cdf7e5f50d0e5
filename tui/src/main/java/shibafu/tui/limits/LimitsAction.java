package shibafu.tui.limits;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does in the editor; every other key edits the focused field. No amount has an `h`, `d` or `u` in it, and
/// `0` is typed like any digit: alone it means no limit.
public enum LimitsAction {
    NEXT,
    PREVIOUS,
    LESS,
    MORE,
    MUCH_LESS,
    MUCH_MORE,
    HALF,
    DOUBLE,
    ZERO,
    SUBMIT,
    UNDO,
    DISK,
    CANCEL;

    public static final KeyTable<LimitsAction> KEYS = new KeyTable<>(
            "limits",
            "limits",
            List.of(
                    Binding.shown("tab down", "↑↓", "field", "next field (Tab too)", NEXT),
                    Binding.quiet("shift-tab up", "↑", "the field before", PREVIOUS),
                    Binding.shown("left", "←→", "-/+5%", "5% less; → 5% more", LESS),
                    Binding.quiet("right", "→", "5% more", MORE),
                    Binding.shown("shift-left", "Shift", "25%", "with ← →: 25% less, 25% more", MUCH_LESS),
                    Binding.quiet("shift-right", "Shift-→", "25% more", MUCH_MORE),
                    Binding.shown("h", "h", "half", "half of it", HALF),
                    Binding.shown("d", "d", "double", "twice as much", DOUBLE),
                    Binding.shown("0", "0", "max", "typed alone: no limit (swap: none)", ZERO),
                    Binding.shown("enter", "Enter", "apply", "apply what is staged", SUBMIT),
                    Binding.shown("u ctrl-z", "u", "undo", "take the last change back, and the one before", UNDO),
                    Binding.quiet("pgdn pgup", "PgDn", "the next of its disks", DISK),
                    Binding.shown("esc ctrl-c", "Esc", "close", "close, dropping what is staged", CANCEL)));
}
