package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.replay.Deck;

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
