package shibafu.tui.stats;

import java.time.Instant;
import java.util.Optional;

/// Two moments that somebody marked, to compare what was before with what came after.
///
/// @param next whether B is the next to be set
public record Marks(Optional<Instant> a, Optional<Instant> b, boolean next) {
    public static final Marks NONE = new Marks(Optional.empty(), Optional.empty(), false);

    /// Sets A, then B, then A anew, and so on.
    Marks set(Instant at) {
        return next ? new Marks(a, Optional.of(at), false) : new Marks(Optional.of(at), b, true);
    }

    /// The name of the one that was set last.
    String last() {
        return next ? "A" : "B";
    }
}
