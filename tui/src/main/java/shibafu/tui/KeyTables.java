package shibafu.tui;

import java.util.List;
import shibafu.tui.containers.FilterAction;
import shibafu.tui.containers.ListAction;
import shibafu.tui.copy.CopyAction;
import shibafu.tui.create.CreateAction;
import shibafu.tui.create.CreateUpdate;
import shibafu.tui.create.FailedStartAction;
import shibafu.tui.dialog.Question;
import shibafu.tui.images.ImagesAction;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;
import shibafu.tui.limits.LimitsAction;
import shibafu.tui.palette.PaletteAction;
import shibafu.tui.pick.PickAction;
import shibafu.tui.reader.LogAction;
import shibafu.tui.reader.ProcessAction;
import shibafu.tui.reader.ReaderAction;
import shibafu.tui.reader.TabAction;
import shibafu.tui.replay.ReplayAction;
import shibafu.tui.shell.ShellAction;
import shibafu.tui.sweep.SweepAction;

/// Every key table there is.
final class KeyTables {
    /// As the help shows them; the keys of one form stand for those of the other.
    static final List<KeyTable<?>> ALL = List.of(
            ListAction.KEYS,
            ShellAction.KEYS,
            ReaderAction.KEYS,
            CopyAction.KEYS,
            LogAction.KEYS,
            ProcessAction.KEYS,
            TabAction.KEYS,
            GlobalAction.KEYS,
            ReplayAction.KEYS,
            Question.KEYS,
            ImagesAction.KEYS,
            CreateUpdate.KEYS,
            LimitsAction.KEYS,
            SweepAction.KEYS,
            PickAction.KEYS,
            CreateAction.KEYS,
            FailedStartAction.KEYS,
            PaletteAction.KEYS,
            FilterAction.KEYS,
            HelpAction.KEYS);

    /// Tables that have the keys at the same time: in those of one line no key may stand twice.
    static final List<List<KeyTable<?>>> TOGETHER = List.of(
            List.of(GlobalAction.KEYS, ListAction.KEYS),
            List.of(CreateUpdate.KEYS, CreateAction.KEYS, FailedStartAction.KEYS),
            List.of(ReaderAction.KEYS, LogAction.KEYS),
            List.of(ReaderAction.KEYS, ProcessAction.KEYS),
            List.of(ReaderAction.KEYS, TabAction.KEYS));

    private KeyTables() {}

    /// All of them with the user's keys.
    static List<KeyTable<?>> of(Keymap keymap) {
        return ALL.stream().<KeyTable<?>>map(keymap::of).toList();
    }
}
