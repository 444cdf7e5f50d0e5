package shibafu.tui;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.draw.Size;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.stats.Trace;

/// What a message makes of a model. Pure: no clock, no I/O; here is only the way of a message to whom it concerns.
final class Update {
    private Update() {}

    static Step update(Model model, Msg msg) {
        return Sweeping.answered(model, msg).orElseGet(() -> Sweeping.after(route(model, msg), msg));
    }

    private static Step route(Model model, Msg msg) {
        return switch (msg) {
            case Msg.KeyPressed pressed -> ours(model) ? pressed(model, pressed.key()) : Step.of(model);
            case Msg.Pasted pasted -> Step.of(ours(model) ? Keys.pasted(model, pasted.text()) : model);
            case Msg.Mouse mouse -> Pointer.update(model, mouse.event());
            case Msg.Resized resized -> Step.of(resized(model, resized.size()));
            case Msg.Listed listed -> refreshed(listed(model, listed.rows(), listed.at()));
            case Msg.ListFailed failed -> Step.of(listFailed(model, failed));
            case Msg.Sampled sampled -> looked(refreshed(sampled(model, sampled), sampled.id()), sampled);
            case Msg.Busiest busiest -> Step.of(busiest(model, busiest));
            case Msg.SampleFailed failed -> Step.of(sampleFailed(model, failed));
            case Msg.Images images -> Step.of(Answers.images(model, images));
            case Msg.Done done -> Editing.afterwards(Answers.done(model, done), done.asked());
            case Msg.Failed failed -> Step.of(Answers.failed(model, failed));
            case Msg.Answered answered -> Answers.all(model, answered.each());
            case Msg.OfImages answer -> ImageKeys.answered(model, answer);
            case Msg.StartFailed failed -> Step.of(Answers.startFailed(model, failed));
            case Msg.WouldKill refused -> Step.of(Answers.wouldKill(model, refused));
            case Msg.Previewed previewed -> Step.of(Editing.previewed(model, previewed));
            case Msg.LimitsCame came -> Step.of(Editing.came(model, came));
            case Msg.TextCame came -> Step.of(Texts.came(model, came));
            case Msg.TextFailed failed -> Step.of(Texts.failed(model, failed));
            case Msg.Happened happened -> Editing.happened(Texts.happened(model, happened.event()), happened.event());
            case Msg.ShellScreen screen -> Step.of(ShellPanes.printed(model, screen));
            case Msg.TranscriptCame came -> Step.of(Copies.copying(model, came));
            case Msg.DragBegan began -> Step.of(Copies.dragging(model, began));
            case Msg.ShellLeft left -> Step.of(model.withShell(model.shell().leaving()));
            case Msg.ShellEnded ended -> Step.of(ShellPanes.ended(model, ended));
            case Msg.ShellFailed failed -> Step.of(ShellPanes.failed(model, failed));
            case Msg.RecordBegan began -> Step.of(Decks.began(model, began));
            case Msg.RecordEnded ended -> Step.of(Decks.ended(model, ended));
            case Msg.Restored restored -> Step.of(Decks.restored(model, restored));
            case Msg.Replayed replayed -> Step.of(Decks.replayed(model, replayed.position()));
            case Msg.ShellJoined joined -> Step.of(model.withShell(model.shell().joined(joined.number(), joined.id())));
            case Msg.ThemeFits fits ->
                Step.of(model.themes().contains(fits.name()) ? model.withTheme(fits.name()) : model);
            case Msg.Told told -> Step.of(model.telling(told.bad(), told.text()));
            case Msg.InputEnded ended -> Step.of(model.leaving());
        };
    }

    /// Whether keys mean us: what was typed just before a shell got the keys must not act on containers.
    private static boolean ours(Model model) {
        return !model.shell().focused();
    }

    private static Step pressed(Model model, Key key) {
        return ShellPanes.again(model, key).orElseGet(() -> Keys.update(ShellPanes.turnedAway(model), key));
    }

    private static Model resized(Model model, Size size) {
        return size.equals(model.size()) ? model : model.withSize(size);
    }

    /// A text that changes is fetched as often as its container is sampled, or listed if it is not.
    private static Step refreshed(Model model, String id) {
        return Texts.isAbout(model, id) ? refreshed(model) : Step.of(model);
    }

    private static Step refreshed(Model model) {
        return Texts.refresh(model).map(read -> Step.of(model, read)).orElseGet(() -> Step.of(model));
    }

    /// The same model if nothing is new: then nothing needs to be drawn.
    private static Model listed(Model model, List<ContainerRow> rows, Instant at) {
        boolean sameClock = at.truncatedTo(ChronoUnit.MINUTES)
                        .equals(model.now().truncatedTo(ChronoUnit.MINUTES))
                && model.messages().fresh(model.now()).equals(model.messages().fresh(at));
        boolean sameRows = model.list().loaded() && rows.equals(model.list().rows());
        if (sameRows && sameClock && model.stale().isEmpty() && model.list().patience() == 0) {
            return model;
        }
        Map<String, Trace> traces = new HashMap<>();
        for (ContainerRow row : rows) {
            Trace known = model.traces().get(row.id());
            traces.put(
                    row.id(), known != null && known.created().equals(row.created()) ? known : Trace.of(row.created()));
        }
        return model.withNow(at)
                .withStale(Optional.empty())
                .withTraces(traces)
                .withList(model.list()
                        .listed(rows)
                        .ordered(row -> traces.getOrDefault(row.id(), Trace.of(row.created())), at));
    }

    private static Model listFailed(Model model, Msg.ListFailed failed) {
        Optional<String> why = Optional.of(failed.why());
        return why.equals(model.stale())
                ? model
                : model.withNow(failed.at()).withStale(why).telling(true, "list containers: " + failed.why());
    }

    /// A sample of a container that is no longer listed is dropped.
    private static Model sampled(Model model, Msg.Sampled sampled) {
        Trace known = model.traces().get(sampled.id());
        return known == null
                ? model
                : inOrder(replace(model, sampled.id(), known.with(sampled.sample()))
                        .withNow(sampled.sample().at()));
    }

    private static Model inOrder(Model model) {
        return model.withList(model.list().ordered(model::trace, model.now()));
    }

    /// What the graphs show is looked at more closely: with each sample, the processes that use most.
    private static Step looked(Step step, Msg.Sampled sampled) {
        Model model = step.model();
        if (!model.list().selected().equals(Optional.of(sampled.id()))) {
            return step;
        }
        List<Effect> effects = new ArrayList<>(step.effects());
        effects.add(new Effect.FindBusiest(sampled.id(), sampled.sample().at()));
        Model shown = model.withWindow(model.window().afterSample());
        return new Step(GraphKeys.compared(shown), effects);
    }

    private static Model busiest(Model model, Msg.Busiest busiest) {
        Trace known = model.traces().get(busiest.id());
        return known == null ? model : replace(model, busiest.id(), known.with(busiest.at(), busiest.processes()));
    }

    private static Model sampleFailed(Model model, Msg.SampleFailed failed) {
        Trace known = model.traces().get(failed.id());
        return known == null || known.problem().equals(Optional.of(failed.why()))
                ? model
                : replace(model, failed.id(), known.failed(failed.why()));
    }

    private static Model replace(Model model, String id, Trace trace) {
        Map<String, Trace> traces = new HashMap<>(model.traces());
        traces.put(id, trace);
        return model.withTraces(traces);
    }
}
