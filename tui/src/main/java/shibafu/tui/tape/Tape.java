package shibafu.tui.tape;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import shibafu.engine.event.ContainerEvent;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.replay.Position;
import shibafu.tui.stats.Host;

/// A recording that was read.
///
/// @param name of its folder
/// @param theme that the screen had
/// @param configs of the containers that were there at its beginning, as JSON, by name
/// @param entries what the screen was told, in its order
/// @param lengthMicros from its beginning to the last thing in it
/// @param problems what could not be read, a line each
public record Tape(
        String name,
        Instant start,
        Host host,
        String theme,
        Map<String, String> configs,
        List<Entry> entries,
        List<ShellTrack> shells,
        long lengthMicros,
        List<String> problems) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+.-]{1,255}");

    public Tape {
        configs = Map.copyOf(configs);
        entries = List.copyOf(entries);
        shells = List.copyOf(shells);
        problems = List.copyOf(problems);
    }

    /// @param micros since the beginning
    public record Entry(long micros, Msg msg) {}

    /// Whether a container can be called so.
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    Instant at(long micros) {
        return start.plusNanos(micros * 1000);
    }

    public Duration length() {
        return duration(lengthMicros);
    }

    static Duration duration(long micros) {
        return Duration.ofNanos(micros * 1000);
    }

    /// Where on the time line something is marked.
    public List<Position.Mark> marks() {
        List<Position.Mark> marks = new ArrayList<>();
        for (Entry entry : entries) {
            kind(entry.msg()).ifPresent(kind -> marks.add(new Position.Mark(duration(entry.micros()), kind)));
        }
        return marks;
    }

    private static Optional<Position.Kind> kind(Msg msg) {
        if (msg instanceof Msg.Happened happened) {
            return happened.event() instanceof ContainerEvent.OomKilled
                    ? Optional.of(Position.Kind.OOM)
                    : happened.event() instanceof ContainerEvent.ForkRefused
                            ? Optional.of(Position.Kind.REFUSED)
                            : Optional.empty();
        }
        return msg instanceof Msg.Done done && done.asked() instanceof Effect.Update
                ? Optional.of(Position.Kind.LIMIT)
                : Optional.empty();
    }
}
