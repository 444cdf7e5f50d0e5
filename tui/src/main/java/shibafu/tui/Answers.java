package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.Signals;
import shibafu.tui.create.CreateForm;
import shibafu.tui.create.Preset;
import shibafu.tui.dialog.Message;
import shibafu.tui.dialog.Question;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.limits.LimitText;

/// What the engine's answer to an effect makes of a model.
final class Answers {
    private Answers() {}

    static Model images(Model model, Msg.Images images) {
        return model.dialog() instanceof Dialog.Creating creating
                ? model.withDialog(new Dialog.Creating(creating.form().offering(images.names())))
                : model;
    }

    static Model done(Model model, Msg.Done done) {
        return switch (done.asked()) {
            case Effect.Run run -> created(model, done.result());
            case Effect.Start start -> model.telling(false, "started " + start.id());
            case Effect.Stop stop -> model.telling(false, "stopped " + stop.id());
            case Effect.Kill kill -> model.telling(false, "killed " + kill.id());
            case Effect.Signal signal ->
                model.telling(false, "sent " + Signals.word(signal.number()) + " to " + signal.id());
            case Effect.All all -> model;
            case Effect.Pause pause -> model.telling(false, "froze " + pause.id());
            case Effect.Resume resume -> model.telling(false, "thawed " + resume.id());
            case Effect.Remove remove -> model.telling(false, "removed " + remove.id());
            case Effect.Update update -> changed(model, update);
            case Effect.ListImages images -> model;
        };
    }

    static Model startFailed(Model model, Msg.StartFailed failed) {
        Model told = model.telling(true, failed.why());
        return model.dialog() instanceof Dialog.Creating creating
                ? told.withDialog(new Dialog.Creating(creating.form().refused(failed.why(), Optional.of(failed.id()))))
                : told;
    }

    static Model failed(Model model, Msg.Failed failed) {
        Model told = model.telling(true, failed.why());
        if (failed.asked() instanceof Effect.Run && model.dialog() instanceof Dialog.Creating creating) {
            return told.withDialog(new Dialog.Creating(creating.form().refused(failed.why(), Optional.empty())));
        }
        if (failed.asked() instanceof Effect.Update update
                && model.dialog() instanceof Dialog.Limiting limiting
                && limiting.form().id().equals(update.id())) {
            return told.withDialog(new Dialog.Limiting(limiting.form().answered(true, failed.why())));
        }
        return told;
    }

    /// Each answer is kept for the help; the status line tells them together, failures first.
    static Step all(Model model, List<Msg> each) {
        Model after = model;
        List<String> failed = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (Msg msg : each) {
            after = Update.update(after, msg).model();
            Message told = after.messages().all().getLast();
            (told.bad() ? failed : done).add(told.text());
        }
        boolean bad = !failed.isEmpty();
        failed.addAll(done);
        return Step.of(after.telling(bad, String.join("; ", failed)));
    }

    /// The kernel has not been asked yet; whoever wants it all the same may say so, if nothing else has come up.
    static Model wouldKill(Model model, Msg.WouldKill refused) {
        Effect.Update asked = refused.asked();
        boolean waiting = model.dialog() instanceof Dialog.Limiting limiting
                && limiting.form().id().equals(asked.id());
        Model told = model.telling(true, refused.why());
        return waiting
                ? told.withDialog(new Dialog.Asking(Question.of(
                        refused.why() + ". Set it all the same?", new Effect.Update(asked.id(), asked.change(), true))))
                : told;
    }

    /// The new container is chosen: whoever makes one wants to see it.
    private static Model created(Model model, String id) {
        Model chosen = model.withList(model.list().await(id)).telling(false, "created " + id);
        return model.dialog() instanceof Dialog.Creating creating
                ? chosen.withDialog(neighbour(creating.form(), chosen).orElse(Dialog.NONE))
                : chosen;
    }

    /// An experiment of two containers fills the form again for the second.
    private static Optional<Dialog> neighbour(CreateForm form, Model model) {
        List<String> taken = model.list().rows().stream().map(ContainerRow::id).toList();
        return form.preset().flatMap(Preset::next).map(next -> new Dialog.Creating(form.filled(next, taken)));
    }

    private static Model changed(Model model, Effect.Update update) {
        String words = update.id() + " now has " + LimitText.of(update.change());
        Model told = model.withChanges(model.changes().accepted(update.id(), update.change()))
                .telling(false, words);
        return model.dialog() instanceof Dialog.Limiting limiting
                        && limiting.form().id().equals(update.id())
                ? told.withDialog(new Dialog.Limiting(limiting.form().accepted("the kernel took it: " + words)))
                : told;
    }
}
