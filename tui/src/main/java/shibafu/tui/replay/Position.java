package shibafu.tui.replay;

import java.time.Duration;
import java.util.List;

/// Where in a recording one is.
///
/// @param at since its beginning
/// @param length of all of it
/// @param speed how much faster than it was: 1 is as it was
/// @param playing whether time goes on
/// @param marks what happened, in its order
public record Position(Duration at, Duration length, double speed, boolean playing, List<Mark> marks) {
    public Position {
        marks = List.copyOf(marks);
    }

    /// Something worth a mark on the time line.
    public record Mark(Duration at, Kind kind) {}

    /// The gravest last.
    public enum Kind {
        LIMIT,
        REFUSED,
        OOM
    }
}
