package shibafu.tui;

import shibafu.engine.service.Engine;
import shibafu.tui.tape.ReplayEngine;
import shibafu.tui.tape.Tape;

/// Where what the screen shows comes from.
sealed interface Feed {
    /// What is asked to do something.
    Engine engine();

    record Live(Engine engine) implements Feed {}

    record Recorded(Tape tape) implements Feed {
        @Override
        public Engine engine() {
            return new ReplayEngine(tape);
        }
    }
}
