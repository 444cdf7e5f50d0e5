package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.ListAction;
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
    static Command.Outcome run(Model model, String line) {
        return run(model, line, model.list().meant().stream());
    }

    /// The same in all that the filter shows.
    static Command.Outcome runInAll(Model model, String line) {
        return run(model, line, model.list().visible().stream());
    }

    private static Command.Outcome run(Model model, String line, Stream<ContainerRow> rows) {
        List<String> ids =
                rows.filter(row -> row.status().canExec()).map(ContainerRow::id).toList();
        return line.isBlank()
                ? Command.expected("a command line is wanted, such as df -h")
                : Command.done(ran(model, line, ids));
    }

    private static Step ran(Model model, String line, List<String> ids) {
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

    /// How many stand side by side from now on.
    static Command.Outcome split(Model model, String text) {
        if (text.equals("auto")) {
            return Command.done(Step.of(inSight(model.withShell(model.shell().withSplit(0)))
                    .telling(false, "as many shells side by side as have room")));
        }
        return text.matches("[1-9]")
                ? Command.done(Step.of(inSight(model.withShell(model.shell().withSplit(Integer.parseInt(text))))
                        .telling(false, text + " shells side by side, as far as they have room")))
                : Command.expected(":split takes 1 to 9, or auto, not \"" + text + "\"");
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

    static Model none(Model model) {
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
