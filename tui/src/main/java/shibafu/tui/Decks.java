package shibafu.tui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.EventWords;
import shibafu.tui.containers.ListAction;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.replay.Deck;
import shibafu.tui.replay.Position;
import shibafu.tui.replay.ReplayAction;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;

/// Recordings: what keys and messages make of them in the model.
final class Decks {
    private Decks() {}

    static Step record(Model model) {
        return switch (model.deck()) {
            case Deck.Idle idle -> Step.of(model, new Effect.StartRecord(model.theme()));
            case Deck.Recording recording -> Step.of(model, new Effect.StopRecord());
            case Deck.Replaying replaying ->
                Step.of(model.telling(false, "this is a recording already: there is nothing to record"));
        };
    }

    /// What the graphs show now.
    static Step export(Model model) {
        Optional<ContainerRow> row = model.list().selectedRow();
        List<Point> points = row.map(chosen -> model.trace(chosen).tail(Layout.samples(model), model.window()))
                .orElse(List.of());
        if (points.isEmpty()) {
            return Step.of(model.telling(false, "there are no graphs yet that could be written"));
        }
        String id = row.orElseThrow().id();
        return Step.of(
                model.telling(false, "writing the graphs of " + id),
                new Effect.Export(id, points, model.now().atZone(model.host().zone())));
    }

    static Model began(Model model, Msg.RecordBegan began) {
        return model.withDeck(new Deck.Recording(began.folder(), began.since()))
                .telling(false, "recording into " + began.folder() + ": R stops");
    }

    static Model ended(Model model, Msg.RecordEnded ended) {
        Model idle = model.withDeck(Deck.IDLE);
        return ended.problem().isEmpty()
                ? idle.telling(false, "recorded: shibafu-tui --replay " + ended.folder() + " shows it")
                : idle.telling(true, ended.problem());
    }

    /// What was known at another moment of a recording.
    static Model restored(Model model, Msg.Restored restored) {
        Map<String, Trace> traces = new HashMap<>();
        for (ContainerRow row : restored.rows()) {
            traces.put(row.id(), Trace.of(row.created(), restored.samples().getOrDefault(row.id(), List.of())));
        }
        List<String> events = restored.events().stream().map(EventWords::line).toList();
        Model then = model.withNow(restored.at())
                .withStale(Optional.empty())
                .withTraces(traces)
                .withEvents(events)
                .withList(model.list().listed(restored.rows()))
                .withShell(model.shell().joined(restored.shells()));
        for (ContainerEvent event : restored.events()) {
            then = Notes.of(then, event, EventWords.line(event));
        }
        return then;
    }

    /// The same model if nothing is new: then nothing needs to be drawn.
    static Model replayed(Model model, Position position) {
        Deck deck = new Deck.Replaying(position);
        return deck.equals(model.deck()) ? model : model.withDeck(deck);
    }

    /// A key that means the recording, if it does.
    static Optional<Step> key(Model model, Key key) {
        if (!(model.deck() instanceof Deck.Replaying)) {
            return Optional.empty();
        }
        return model.keymap()
                .of(ReplayAction.KEYS)
                .action(key)
                .map(action -> Step.of(model, new Effect.Replay(action)));
    }

    /// Whether an action on containers is one that only an engine could carry out, and there is none.
    static boolean isPast(Model model, ListAction action) {
        return model.deck() instanceof Deck.Replaying
                && switch (action) {
                    case NEW,
                            SHELL,
                            NEW_SHELL,
                            ATTACH,
                            ENTER_SHELL,
                            CLOSE_SHELL,
                            START,
                            STOP,
                            KILL,
                            SIGNAL,
                            FREEZE,
                            REMOVE,
                            LIMITS -> true;
                    default -> false;
                };
    }

    /// What would end with the program; empty if nothing would that matters.
    static Optional<String> lost(Model model) {
        List<String> lost = new ArrayList<>();
        long shells = model.shell().panes().stream().filter(pane -> pane.runs()).count();
        if (shells > 0 && !(model.deck() instanceof Deck.Replaying)) {
            lost.add(shells == 1 ? "the shell is hung up" : shells + " shells are hung up");
        }
        if (model.deck() instanceof Deck.Recording) {
            lost.add("the recording ends");
        }
        return lost.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lost));
    }
}
