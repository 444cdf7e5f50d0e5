package shibafu.tui;

import shibafu.pty.vt.MouseEvent;
import shibafu.tui.copy.Clip;
import shibafu.tui.copy.CopyModel;
import shibafu.tui.copy.CopyUpdate;
import shibafu.tui.draw.Rect;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;

/// What becomes of copying from a pane, by keys and by the mouse.
final class Copies {
    private Copies() {}

    /// Fetches what can be copied from the chosen one.
    static Step copy(Model model) {
        return model.shell()
                .shown()
                .map(pane -> Step.of(model, new Effect.TakeTranscript(pane.number())))
                .orElseGet(() -> Step.of(ShellPanes.none(model)));
    }

    /// Begins to copy, if nothing else has come up meanwhile.
    static Model copying(Model model, Msg.TranscriptCame came) {
        boolean free = model.dialog() instanceof Dialog.None && !model.shell().focused();
        return free
                ? model.withDialog(
                                new Dialog.Copying(CopyModel.of(came.number(), came.transcript(), came.back()), false))
                        .withPage(Page.SHELL)
                : model;
    }

    static Step copying(Model model, CopyModel copy, Key key) {
        CopyUpdate.Outcome outcome = CopyUpdate.key(copy, key, model.keymap());
        Model next = model.withDialog(outcome.next()
                .<Dialog>map(changed -> new Dialog.Copying(changed, false))
                .orElse(Dialog.NONE));
        return outcome.copied().map(text -> copied(next, text)).orElseGet(() -> Step.of(next));
    }

    /// The mouse was moved with its button held, over a program that does not want to hear of it.
    static Model dragging(Model model, Msg.DragBegan began) {
        if (!(model.dialog() instanceof Dialog.None)) {
            return model;
        }
        CopyModel copy = CopyModel.of(began.number(), began.transcript(), began.back())
                .dragged(
                        began.from().row(),
                        began.from().column(),
                        began.to().row(),
                        began.to().column());
        return model.withDialog(new Dialog.Copying(copy, true));
    }

    /// What the mouse does while one copies; a drag copies when it ends.
    ///
    /// @param inner where the text is
    static Step pointed(Model model, Dialog.Copying copying, MouseEvent event, Rect inner) {
        CopyModel there = copying.copy().pointed(event.row() - inner.y(), event.column() - inner.x());
        return switch (event.action()) {
            // A drag whose end was not seen, as it was outside our window, ends here.
            case PRESSED ->
                Step.of(model.withDialog(copying.dragging() ? Dialog.NONE : new Dialog.Copying(there, false)));
            case MOVED -> Step.of(copying.dragging() ? model.withDialog(new Dialog.Copying(there, true)) : model);
            case RELEASED ->
                copying.dragging() ? copied(model.withDialog(Dialog.NONE), there.selected()) : Step.of(model);
        };
    }

    private static Step copied(Model model, String text) {
        Clip clip = Clip.of(text);
        return clip.problem().isEmpty()
                ? Step.of(model.telling(false, clip.words()), new Effect.Copy(clip.text()))
                : Step.of(model.telling(true, clip.problem()));
    }
}
