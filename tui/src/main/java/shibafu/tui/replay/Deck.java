package shibafu.tui.replay;

import java.time.Instant;

/// Whether a recording is being made or shown.
public sealed interface Deck {
    record Idle() implements Deck {}

    /// One is being made.
    ///
    /// @param folder that it is written to
    record Recording(String folder, Instant since) implements Deck {}

    /// One is shown in the place of what an engine says.
    record Replaying(Position position) implements Deck {}

    Deck IDLE = new Idle();
}
