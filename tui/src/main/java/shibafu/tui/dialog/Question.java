package shibafu.tui.dialog;

import java.util.List;
import java.util.Optional;
import shibafu.tui.flow.Effect;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;

/// Asks before an effect. Names the thing and what becomes of it; unless told otherwise the answer is no.
///
/// @param text what would be done, and to what
/// @param yes what is done on yes
/// @param onYes whether Enter would now say yes
public record Question(String text, Effect yes, boolean onYes) {
    /// What a key does here.
    public enum Action {
        YES,
        NO,
        OTHER,
        CHOOSE
    }

    public static final KeyTable<Action> KEYS = new KeyTable<>(
            "question",
            "a question",
            List.of(
                    Binding.shown("y Y", "y", "yes", "yes", Action.YES),
                    Binding.shown("n N esc q ctrl-c", "n Esc", "no", "no", Action.NO),
                    Binding.shown("tab left right shift-tab h l", "Tab", "other answer", "other answer", Action.OTHER),
                    Binding.shown("enter space", "Enter", "choose", "the marked answer", Action.CHOOSE)));

    public static Question of(String text, Effect yes) {
        return new Question(text, yes, false);
    }

    /// What came of a key: still asking, or an answer.
    ///
    /// @param open the question, if it still stands
    /// @param effect what to do, if the answer was yes
    public record Answer(Optional<Question> open, Optional<Effect> effect) {}

    public Answer on(Key key, Keymap keymap) {
        return keymap.of(KEYS)
                .action(key)
                .map(action -> switch (action) {
                    case YES -> answered(true);
                    case NO -> answered(false);
                    case CHOOSE -> answered(onYes);
                    case OTHER -> new Answer(Optional.of(new Question(text, yes, !onYes)), Optional.empty());
                })
                .orElseGet(() -> new Answer(Optional.of(this), Optional.empty()));
    }

    private Answer answered(boolean affirmative) {
        return new Answer(Optional.empty(), affirmative ? Optional.of(yes) : Optional.empty());
    }
}
