package shibafu.tui.create;

import java.util.List;
import shibafu.tui.form.FormAction;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does in the form besides those of every form.
public enum CreateAction {
    MORE,
    BACK,
    EXPERIMENTS,
    COPY;

    public static final KeyTable<CreateAction> KEYS = new KeyTable<>(
            "create",
            "a new container",
            true,
            List.of(
                    Binding.shown("pgdn", "PgDn", "more", "more fields", MORE),
                    Binding.quiet("pgup", "PgUp", "the fields before", BACK),
                    Binding.shown("ctrl-p", "^P", "experiments", "choose an experiment", EXPERIMENTS),
                    Binding.shown("ctrl-y", "^Y", "copy", "copy the command line", COPY)));

    /// Among the experiments.
    public static final KeyTable<FormAction> CHOOSING = FormAction.table("experiments", "choose");
}
