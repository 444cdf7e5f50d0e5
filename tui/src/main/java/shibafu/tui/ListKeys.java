package shibafu.tui;

import java.util.Optional;
import java.util.function.Function;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.ListAction;
import shibafu.tui.containers.ListModel;
import shibafu.tui.containers.Verbs;
import shibafu.tui.containers.Verdict;
import shibafu.tui.create.CreateForm;
import shibafu.tui.flow.Effect;
import shibafu.tui.form.TextField;
import shibafu.tui.keys.Key;
import shibafu.tui.reader.Reader;
import shibafu.tui.reader.Subject;

/// What a key makes of the list.
final class ListKeys {
    private ListKeys() {}

    static Step update(Model model, Key key) {
        return model.keymap()
                .of(ListAction.KEYS)
                .action(key)
                .map(action -> act(model, action))
                .orElseGet(() -> Step.of(model));
    }

    static Step act(Model model, ListAction action) {
        if (Decks.isPast(model, action)) {
            return Step.of(model.telling(false, "this is a replay: nothing can be done to its containers any more"));
        }
        ListModel list = model.list();
        int page = Math.max(1, Layout.of(model).list().height() - 2);
        return switch (action) {
            case UP -> Step.of(model.withList(list.moved(-1)));
            case DOWN -> Step.of(model.withList(list.moved(1)));
            case TOP -> Step.of(model.withList(list.at(0)));
            case BOTTOM -> Step.of(model.withList(list.at(Integer.MAX_VALUE)));
            case PAGE_UP -> Step.of(model.withList(list.moved(-page)));
            case PAGE_DOWN -> Step.of(model.withList(list.moved(page)));
            case NEW -> Step.of(model.withDialog(new Dialog.Creating(CreateForm.empty())), new Effect.ListImages());
            case SHELL -> verb(model, row -> Verbs.shell(row, model.keymap()));
            case NEW_SHELL -> newShell(model);
            case ATTACH -> verb(model, row -> Verbs.attach(row, model.keymap()));
            case ENTER_SHELL -> ShellPanes.enter(model);
            case NEXT_SHELL -> Step.of(ShellPanes.turned(model, 1));
            case PREVIOUS_SHELL -> Step.of(ShellPanes.turned(model, -1));
            case CLOSE_SHELL -> ShellPanes.close(model);
            case CLOSE_ENDED -> ShellPanes.closeEnded(model);
            case ZOOM ->
                Step.of(model.withShell(model.shell().withZoom(!model.shell().zoomed())));
            case COPY -> ShellPanes.copy(model);
            case START -> verb(model, Verbs::start);
            case STOP -> verb(model, Verbs::stop);
            case KILL -> verb(model, Verbs::kill);
            case FREEZE -> verb(model, Verbs::freeze);
            case REMOVE -> verb(model, Verbs::remove);
            case LIMITS -> limits(model);
            case GRAPHS -> Step.of(model.withWindow(model.window().withNextKind()));
            case WIDEN -> Step.of(model.withWindow(model.window().widened(true)));
            case NARROW -> Step.of(model.withWindow(model.window().widened(false)));
            case EARLIER -> Step.of(GraphKeys.moved(model, -1));
            case LATER -> Step.of(GraphKeys.moved(model, 1));
            case NOW -> Step.of(model.withWindow(model.window().reset()));
            case CURSOR -> Step.of(GraphKeys.cursor(model));
            case MARK -> Step.of(GraphKeys.mark(model));
            case COMPARE -> Step.of(GraphKeys.compare(model));
            case BESIDE -> Step.of(GraphKeys.beside(model));
            case FIT ->
                Step.of(model.withWindow(model.window().withFit(!model.window().fit())));
            case LOG -> read(model, Subject.LOG);
            case PROCESSES -> read(model, Subject.PROCESSES);
            case CONFIG -> read(model, Subject.CONFIG);
            case EVENTS ->
                Step.of(model.withDialog(
                        new Dialog.Reading(Reader.of(Subject.EVENTS, "").with(model.events()))));
            case FILTER -> Step.of(model.withList(list.filtering(list.filter(), true)));
            case CLEAR_FILTER -> Step.of(model.withList(list.filtering(TextField.EMPTY, false)));
            case NEXT_PAGE -> Step.of(model.withPage(model.page().next()));
        };
    }

    private static Step chosen(Model model, Function<ContainerRow, Step> step) {
        return model.list()
                .selectedRow()
                .map(step)
                .orElseGet(() -> Step.of(
                        model.telling(false, "no container is chosen: " + key(model, ListAction.NEW) + " makes one")));
    }

    private static Step verb(Model model, Function<ContainerRow, Verdict> verb) {
        return chosen(model, row -> switch (verb.apply(row)) {
            case Verdict.Do does -> Step.of(model.telling(false, does.words()), does.effect());
            case Verdict.Shell shell -> ShellPanes.into(model, shell.id(), shell.program());
            case Verdict.Ask ask -> Step.of(model.withDialog(new Dialog.Asking(ask.question())));
            case Verdict.Refuse refuse -> Step.of(model.telling(true, refuse.why()));
        });
    }

    private static Step read(Model model, Subject subject) {
        return chosen(
                model,
                row -> Step.of(
                        model.withDialog(new Dialog.Reading(Reader.of(subject, row.id()))),
                        new Effect.Read(subject, row.id())));
    }

    private static String key(Model model, ListAction action) {
        return model.keymap().key(ListAction.KEYS, action);
    }

    private static Step newShell(Model model) {
        Optional<ContainerRow> row = model.list().selectedRow();
        return row.isPresent() && Verbs.shell(row.get(), model.keymap()) instanceof Verdict.Shell shell
                ? ShellPanes.open(model, shell.id(), shell.program())
                : act(model, ListAction.SHELL);
    }

    private static Step limits(Model model) {
        return chosen(
                model,
                row -> Verbs.hasLimits(row)
                        ? Editing.open(model, row.id())
                        : Step.of(model.telling(true, row.id() + " has ended: it has no limits any more")));
    }
}
