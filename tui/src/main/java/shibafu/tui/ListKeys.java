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
import shibafu.tui.limits.LimitsForm;

/// What a key makes of the list.
final class ListKeys {
    private ListKeys() {}

    static Step update(Model model, Key key) {
        return ListAction.KEYS.action(key).map(action -> act(model, action)).orElseGet(() -> Step.of(model));
    }

    private static Step act(Model model, ListAction action) {
        ListModel list = model.list();
        int page = Math.max(
                1, Layout.of(model.size(), list.visible().size(), 0).list().height() - 2);
        return switch (action) {
            case UP -> Step.of(model.withList(list.moved(-1)));
            case DOWN -> Step.of(model.withList(list.moved(1)));
            case TOP -> Step.of(model.withList(list.at(0)));
            case BOTTOM -> Step.of(model.withList(list.at(Integer.MAX_VALUE)));
            case PAGE_UP -> Step.of(model.withList(list.moved(-page)));
            case PAGE_DOWN -> Step.of(model.withList(list.moved(page)));
            case NEW -> Step.of(model.withDialog(new Dialog.Creating(CreateForm.empty())), new Effect.ListImages());
            case SHELL -> verb(model, Verbs::shell);
            case START -> verb(model, Verbs::start);
            case STOP -> verb(model, Verbs::stop);
            case KILL -> verb(model, Verbs::kill);
            case FREEZE -> verb(model, Verbs::freeze);
            case REMOVE -> verb(model, Verbs::remove);
            case LIMITS -> Step.of(limits(model));
            case FILTER -> Step.of(model.withList(list.filtering(list.filter(), true)));
            case CLEAR_FILTER -> Step.of(model.withList(list.filtering(TextField.EMPTY, false)));
            case NEXT_PAGE -> Step.of(model.withPage(model.page().next()));
        };
    }

    private static Step verb(Model model, Function<ContainerRow, Verdict> verb) {
        Optional<ContainerRow> row = model.list().selectedRow();
        if (row.isEmpty()) {
            return Step.of(model.telling(false, "no container is chosen: n makes one"));
        }
        return switch (verb.apply(row.get())) {
            case Verdict.Do does ->
                does.effect() instanceof Effect.OpenShell open
                        ? Step.of(model.withShell(model.shell().opened(open.id())), open)
                        : Step.of(model.telling(false, does.words()), does.effect());
            case Verdict.Ask ask -> Step.of(model.withDialog(new Dialog.Asking(ask.question())));
            case Verdict.Refuse refuse -> Step.of(model.telling(true, refuse.why()));
        };
    }

    private static Model limits(Model model) {
        Optional<ContainerRow> row = model.list().selectedRow();
        if (row.isEmpty()) {
            return model.telling(false, "no container is chosen: n makes one");
        }
        return Verbs.hasLimits(row.get())
                ? model.withDialog(new Dialog.Limiting(LimitsForm.of(row.get().id())))
                : model.telling(true, row.get().id() + " has ended: it has no limits any more");
    }
}
