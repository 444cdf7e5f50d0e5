package shibafu.tui.reader;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the reader chose to see.
///
/// @param wrap whether long lines go on below; else they are cut off
/// @param times whether each line of a log has the time of its writing
/// @param since how far back a log is shown
/// @param order of processes
public record Options(boolean wrap, boolean times, Since since, Order order) {
    public static final Options USUAL = new Options(false, false, Since.ALL, Order.TREE);

    /// How far back.
    public enum Since {
        ALL("", Duration.ZERO),
        MINUTE("of the last minute", Duration.ofMinutes(1)),
        FIVE_MINUTES("of the last 5 minutes", Duration.ofMinutes(5)),
        QUARTER("of the last 15 minutes", Duration.ofMinutes(15)),
        HOUR("of the last hour", Duration.ofHours(1));

        private final String words;
        private final Duration time;

        Since(String words, Duration time) {
            this.words = words;
            this.time = time;
        }

        String words() {
            return words;
        }

        Optional<Duration> time() {
            return this == ALL ? Optional.empty() : Optional.of(time);
        }

        Since next() {
            List<Since> all = List.of(values());
            return all.get((all.indexOf(this) + 1) % all.size());
        }
    }

    /// What processes are sorted by.
    public enum Order {
        TREE("as a tree"),
        CPU("by cpu"),
        MEMORY("by memory"),
        OOM("by oom score");

        private final String words;

        Order(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Options wrapping(boolean on) {
        return new Options(on, times, since, order);
    }

    Options withTimes(boolean on) {
        return new Options(wrap, on, since, order);
    }

    Options of(Since back) {
        return new Options(wrap, times, back, order);
    }

    Options by(Order newOrder) {
        return new Options(wrap, times, since, newOrder);
    }
}
