package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.ListAction;
import shibafu.tui.copy.Clip;
import shibafu.tui.copy.CopyModel;
import shibafu.tui.copy.CopyUpdate;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.flow.Program;
import shibafu.tui.keys.Key;
import shibafu.tui.shell.Pane;
import shibafu.tui.shell.ShellAction;
import shibafu.tui.shell.ShellView;

/// What becomes of the panes: opened, left, ended, closed.
final class ShellPanes {
    private ShellPanes() {}

    /// Into the pane there is for a program in a container; one that has ended is opened anew in its place.
    static Step into(Model model, String id, Program program) {
        Optional<Pane> there = model.shell().of(id, program);
        if (there.isEmpty()) {
            return open(model, id, program);
        }
        Pane pane = there.get();
        if (pane.runs()) {
            return focus(model, pane.number());
        }
        long number = model.shell().next();
        Step opened = opened(model.withShell(model.shell().reopened(pane.number())), number, id, program);
        return new Step(
                opened.model(),
                List.of(new Effect.CloseShell(pane.number()), opened.effects().getFirst()));
    }

    /// A further one.
    static Step open(Model model, String id, Program program) {
        long number = model.shell().next();
        return opened(model.withShell(model.shell().opened(id, program)), number, id, program);
    }

    private static Step opened(Model model, long number, String id, Program program) {
        Model shown = Notes.shell(inSight(model.withPage(Page.SHELL)), id);
        return Step.of(shown, new Effect.OpenShell(number, id, program, Layout.shellSize(shown), true));
    }

    static Step focus(Model model, long number) {
        return Step.of(
                inSight(model.withShell(model.shell().focused(number)).withPage(Page.SHELL)),
                new Effect.FocusShell(number));
    }

    /// Runs a command line in the containers that are meant, each in a pane of its own.
    static Step run(Model model, String line) {
        List<String> ids = model.list().meant().stream()
                .filter(row -> row.status().canExec())
                .map(ContainerRow::id)
                .toList();
        if (ids.isEmpty()) {
            return Step.of(model.telling(true, "run " + line + ": no running container is chosen"));
        }
        Model ran = inSight(model.withShell(model.shell().ran(ids, line)).withPage(Page.SHELL));
        long first = model.shell().next();
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Program program = new Program.Command(line, first);
            effects.add(new Effect.OpenShell(first + i, ids.get(i), program, Layout.shellSize(ran), ids.size() == 1));
        }
        return new Step(ran, effects);
    }

    /// Closes all that have ended.
    static Step closeEnded(Model model) {
        List<Effect> effects = model.shell().panes().stream()
                .filter(pane -> !pane.runs())
                .<Effect>map(pane -> new Effect.CloseShell(pane.number()))
                .toList();
        return effects.isEmpty()
                ? Step.of(model.telling(false, "no shell has ended"))
                : new Step(inSight(model.withShell(model.shell().running())), effects);
    }

    /// Into the chosen one.
    static Step enter(Model model) {
        return model.shell()
                .shown()
                .map(pane -> pane.runs()
                        ? focus(model, pane.number())
                        : Step.of(model.telling(
                                false, "it has ended; " + keys(model, ListAction.CLOSE_SHELL) + " closes it")))
                .orElseGet(() -> Step.of(none(model)));
    }

    private static String keys(Model model, ListAction action) {
        return model.keymap().key(ListAction.KEYS, action);
    }

    static Model turned(Model model, int by) {
        return inSight(model.withShell(model.shell().turned(by)));
    }

    /// Hangs up; one that has ended is gone at once.
    static Step close(Model model) {
        Optional<Pane> shown = model.shell().shown();
        if (shown.isEmpty()) {
            return Step.of(none(model));
        }
        Effect close = new Effect.CloseShell(shown.get().number());
        return shown.get().runs()
                ? Step.of(model, close)
                : Step.of(
                        inSight(model.withShell(model.shell().closed(shown.get().number()))), close);
    }

    /// Fetches what can be copied from the chosen one.
    static Step copy(Model model) {
        return model.shell()
                .shown()
                .map(pane -> Step.of(model, new Effect.TakeTranscript(pane.number())))
                .orElseGet(() -> Step.of(none(model)));
    }

    /// Begins to copy, if nothing else has come up meanwhile.
    static Model copying(Model model, Msg.TranscriptCame came) {
        boolean free = model.dialog() instanceof Dialog.None && !model.shell().focused();
        return free
                ? model.withDialog(new Dialog.Copying(CopyModel.of(came.number(), came.transcript(), came.back())))
                        .withPage(Page.SHELL)
                : model;
    }

    static Step copying(Model model, CopyModel copy, Key key) {
        CopyUpdate.Outcome outcome = CopyUpdate.key(copy, key, model.keymap());
        Model next =
                model.withDialog(outcome.next().<Dialog>map(Dialog.Copying::new).orElse(Dialog.NONE));
        return outcome.copied().map(text -> copied(next, text)).orElseGet(() -> Step.of(next));
    }

    private static Step copied(Model model, String text) {
        Clip clip = Clip.of(text);
        return clip.problem().isEmpty()
                ? Step.of(model.telling(false, clip.words()), new Effect.Copy(clip.text()))
                : Step.of(model.telling(true, clip.problem()));
    }

    /// A key came to the screen. The one that leaves a program is meant for the program if it comes twice.
    static Optional<Step> again(Model model, Key key) {
        boolean leaves = model.keymap()
                .of(ShellAction.KEYS)
                .action(key)
                .filter(ShellAction.LEAVE::equals)
                .isPresent();
        Optional<Long> left = model.shell().left().filter(number -> leaves);
        return left.map(
                number -> Step.of(model.withShell(model.shell().focused(number)), new Effect.FocusShell(number, true)));
    }

    /// Any other key is meant for the screen.
    static Model turnedAway(Model model) {
        return model.shell().left().isEmpty()
                ? model
                : model.withShell(model.shell().turnedAway());
    }

    static Model printed(Model model, Msg.ShellScreen printed) {
        return model.withShell(model.shell().printed(printed.number(), printed.screen(), model.now(), beside(model)));
    }

    static Model ended(Model model, Msg.ShellEnded ended) {
        Model after = model.withShell(
                model.shell().ended(ended.number(), new Pane.End(ended.exitCode(), ended.lasted(), ended.lastWords())));
        return ended.lastWords().isEmpty()
                ? after
                : after.telling(true, "shell in " + ended.id() + ": " + ended.lastWords());
    }

    static Model failed(Model model, Msg.ShellFailed failed) {
        return model.withShell(model.shell().closed(failed.number()))
                .telling(true, "shell in " + failed.id() + ": " + failed.why());
    }

    private static Model none(Model model) {
        return model.telling(
                false, "no shell is open: " + model.keymap().key(ListAction.KEYS, ListAction.SHELL) + " opens one");
    }

    private static Model inSight(Model model) {
        return model.withShell(model.shell().seen(beside(model)));
    }

    private static int beside(Model model) {
        return ShellView.beside(Layout.of(model).shell().width(), model.shell());
    }
}
