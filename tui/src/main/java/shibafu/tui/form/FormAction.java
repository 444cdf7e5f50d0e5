package shibafu.tui.form;

import java.util.List;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does in a form; every other key edits the focused field.
public enum FormAction {
    NEXT,
    PREVIOUS,
    SUBMIT,
    CANCEL;

    /// The keys of a form.
    ///
    /// @param submit what Enter does there
    public static KeyTable<FormAction> table(String title, String submit) {
        return new KeyTable<>(
                "form",
                title,
                true,
                List.of(
                        Binding.shown("tab down", "Tab ↓", "next field", "next field", NEXT),
                        Binding.shown("shift-tab up", "↑", "previous", "previous field", PREVIOUS),
                        Binding.shown("enter", "Enter", submit, "create, or apply", SUBMIT),
                        Binding.shown("esc ctrl-c", "Esc", "close", "close, doing nothing", CANCEL)));
    }
}
