package shibafu.tui;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.ListAction;
import shibafu.tui.containers.ListModel;
import shibafu.tui.containers.Sort;
import shibafu.tui.containers.Verbs;
import shibafu.tui.containers.Verdict;
import shibafu.tui.create.CreateForm;
import shibafu.tui.flow.Effect;
import shibafu.tui.form.TextField;
import shibafu.tui.keys.Key;
import shibafu.tui.palette.PaletteModel;
import shibafu.tui.reader.EventText;
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
            case UP -> moved(model, list.moved(-1));
            case DOWN -> moved(model, list.moved(1));
            case TOP -> moved(model, list.at(0));
            case BOTTOM -> moved(model, list.at(Integer.MAX_VALUE));
            case PAGE_UP -> moved(model, list.moved(-page));
            case PAGE_DOWN -> moved(model, list.moved(page));
            case MARK_ROW -> moved(model, list.toggled().moved(1));
            case UNMARK -> Step.of(model.withList(list.unmarked()));
            case SORT_NAME -> sorted(model, list.sortedBy(Sort.NAME));
            case SORT_CPU -> sorted(model, list.sortedBy(Sort.CPU));
            case SORT_MEMORY -> sorted(model, list.sortedBy(Sort.MEMORY));
            case SORT_THROTTLED -> sorted(model, list.sortedBy(Sort.THROTTLED));
            case SORT_NEXT -> sorted(model, list.sortedBy(list.look().sort().next()));
            case SORT_INVERT -> sorted(model, list.turned());
            case ENDED -> Step.of(model.withList(list.hidingEnded(!list.look().endedHidden())));
            case SIGNAL ->
                chosen(
                        model,
                        row -> Step.of(model.withDialog(
                                new Dialog.Commanding(PaletteModel.EMPTY.with(TextField.of("signal "))))));
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
            case COPY -> Copies.copy(model);
            case START -> verbs(model, Verbs::start);
            case STOP -> verbs(model, Verbs::stop);
            case KILL -> verbs(model, Verbs::kill);
            case FREEZE -> verbs(model, Verbs::freeze);
            case REMOVE -> verbs(model, Verbs::remove);
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
            case EXPERIMENTS ->
                Step.of(model.withDialog(new Dialog.Creating(CreateForm.experiments())), new Effect.ListImages());
            case IMAGES -> ImageKeys.open(model);
            case LAUNCH -> read(model, Subject.LAUNCH);
            case EVENTS ->
                Step.of(model.withDialog(new Dialog.Reading(
                        Reader.of(Subject.EVENTS, "").with(new EventText(model.events()), model.now()))));
            case FILTER -> Step.of(model.withList(list.filtering(list.filter(), true)));
            case CLEAR_FILTER -> Step.of(model.withList(list.filtering(TextField.EMPTY, false)));
            case NEXT_PAGE ->
                Layout.of(model).kind() == Layout.Kind.PAGED
                        ? Step.of(model.withPage(model.page().next()))
                        : act(model, ListAction.ENTER_SHELL);
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
        return chosen(model, row -> judged(model, verb.apply(row)));
    }

    /// A verb for the marked ones, if any are.
    static Step verbs(Model model, Function<List<ContainerRow>, Verdict> verb) {
        List<ContainerRow> meant = model.list().meant();
        return meant.isEmpty()
                ? chosen(model, row -> Step.of(model.telling(true, "all that are marked are out of sight")))
                : judged(model, verb.apply(meant));
    }

    private static Step moved(Model model, ListModel list) {
        return Step.of(model.withList(list.movedAt(model.now())));
    }

    static Step sorted(Model model, ListModel list) {
        Sort sort = list.look().sort();
        String words = sort == Sort.NONE ? "in the engine's order" : "sorted by " + sort.column();
        return Step.of(model.withList(list.inOrder(model::trace)).telling(false, words));
    }

    private static Step judged(Model model, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Do does -> Step.of(model.telling(false, does.words()), does.effect());
            case Verdict.Shell shell -> ShellPanes.into(model, shell.id(), shell.program());
            case Verdict.Ask ask -> Step.of(model.withDialog(new Dialog.Asking(ask.question())));
            case Verdict.Refuse refuse -> Step.of(model.telling(true, refuse.why()));
        };
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
