package shibafu.tui.images;

import java.util.List;
import shibafu.tui.form.FormAction;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.KeyTable;

/// What a key does on the screen of images.
public enum ImagesAction {
    IMPORT,
    REMOVE,
    RUN,
    CANCEL,
    UP,
    DOWN,
    CLOSE;

    public static final KeyTable<ImagesAction> KEYS = new KeyTable<>(
            "images",
            "images",
            List.of(
                    Binding.shown("esc q ctrl-c", "Esc", "close", "close the screen", CLOSE),
                    Binding.shown("a n", "a", "import", "import an archive or directory", IMPORT),
                    Binding.shown("d del", "d", "remove", "remove it (asks)", REMOVE),
                    Binding.shown("enter", "Enter", "container", "a new container of it", RUN),
                    Binding.shown("x", "x", "cancel", "cancel the import under way", CANCEL),
                    Binding.quiet("k up", "k ↑", "one up", UP),
                    Binding.quiet("j down", "j ↓", "one down", DOWN)));

    /// While an import is typed.
    public static final KeyTable<FormAction> FORM = FormAction.table("importing", "import");
}
