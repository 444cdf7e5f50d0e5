package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.event.ContainerEvent;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.limits.LimitsForm;
import shibafu.tui.limits.LimitsUpdate;
import shibafu.tui.stats.Trace;

/// The way of keys and answers to the editor of limits.
final class Editing {
    private Editing() {}

    static Step open(Model model, String id) {
        return Step.of(model.withDialog(new Dialog.Limiting(LimitsForm.of(id))), new Effect.ReadLimits(id));
    }

    static Step key(Model model, LimitsForm form, Key key) {
        Trace trace = model.traces().getOrDefault(form.id(), Trace.of(model.now()));
        LimitsUpdate.Outcome outcome = LimitsUpdate.key(form, key, trace, model.changes(), model.keymap());
        Model next = model.withChanges(outcome.changes())
                .withDialog(outcome.form().<Dialog>map(Dialog.Limiting::new).orElse(Dialog.NONE));
        List<Effect> effects = new ArrayList<>();
        outcome.change().ifPresent(change -> effects.add(new Effect.Update(form.id(), change, false)));
        outcome.form()
                .filter(edited -> outcome.change().isEmpty())
                .flatMap(edited -> edited.staged().filter(change -> !edited.preview()
                        .map(LimitsForm.Preview::change)
                        .equals(Optional.of(change))))
                .ifPresent(change -> effects.add(new Effect.Preview(form.id(), change)));
        return new Step(next, effects);
    }

    static Model came(Model model, Msg.LimitsCame came) {
        return form(model, came.id())
                .filter(form -> !form.held().equals(Optional.of(came.held())))
                .map(form -> model.withDialog(new Dialog.Limiting(form.holding(came.held()))))
                .orElse(model);
    }

    /// Answers may overtake each other: one to what is no longer staged is dropped.
    static Model previewed(Model model, Msg.Previewed previewed) {
        return form(model, previewed.id())
                .filter(form -> form.staged().equals(Optional.of(previewed.change())))
                .map(form ->
                        model.withDialog(new Dialog.Limiting(form.previewed(previewed.change(), previewed.text()))))
                .orElse(model);
    }

    /// After a change the limits are read anew: the kernel may have rounded them.
    static Step afterwards(Model model, Effect.Ask asked) {
        return asked instanceof Effect.Update update ? reread(model, update.id()) : Step.of(model);
    }

    /// Somebody else may change a limit too.
    static Step happened(Model model, ContainerEvent event) {
        return event instanceof ContainerEvent.LimitChanged changed
                ? reread(model, changed.container())
                : Step.of(model);
    }

    private static Step reread(Model model, String id) {
        return form(model, id)
                .map(form -> Step.of(model, new Effect.ReadLimits(id)))
                .orElseGet(() -> Step.of(model));
    }

    private static Optional<LimitsForm> form(Model model, String id) {
        return model.dialog() instanceof Dialog.Limiting limiting
                        && limiting.form().id().equals(id)
                ? Optional.of(limiting.form())
                : Optional.empty();
    }
}
