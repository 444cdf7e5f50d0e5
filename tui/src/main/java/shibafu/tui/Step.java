package shibafu.tui;

import java.util.List;
import shibafu.tui.flow.Effect;

/// What came of a message.
record Step(Model model, List<Effect> effects) {
    Step {
        effects = List.copyOf(effects);
    }

    static Step of(Model model) {
        return new Step(model, List.of());
    }

    static Step of(Model model, Effect effect) {
        return new Step(model, List.of(effect));
    }
}
