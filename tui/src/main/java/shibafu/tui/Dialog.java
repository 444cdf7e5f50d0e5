package shibafu.tui;

import shibafu.tui.copy.CopyModel;
import shibafu.tui.create.CreateForm;
import shibafu.tui.dialog.Question;
import shibafu.tui.images.ImagesModel;
import shibafu.tui.limits.LimitsForm;
import shibafu.tui.palette.PaletteModel;
import shibafu.tui.pick.ThemePicker;
import shibafu.tui.reader.Reader;

/// What stands over the list and has the keys.
sealed interface Dialog {
    record None() implements Dialog {}

    record Asking(Question question) implements Dialog {}

    record Creating(CreateForm form) implements Dialog {}

    record Limiting(LimitsForm form) implements Dialog {}

    /// @param scroll the first line in sight
    record Help(int scroll) implements Dialog {}

    /// @param below what comes back when it is closed
    record Reading(Reader reader, Dialog below) implements Dialog {
        Reading(Reader reader) {
            this(reader, NONE);
        }

        Reading with(Reader newer) {
            return new Reading(newer, below);
        }
    }

    record Images(ImagesModel images) implements Dialog {}

    /// @param dragging whether by the mouse, so that its release copies
    record Copying(CopyModel copy, boolean dragging) implements Dialog {}

    record Commanding(PaletteModel palette) implements Dialog {}

    record Picking(ThemePicker picker) implements Dialog {}

    Dialog NONE = new None();
}
