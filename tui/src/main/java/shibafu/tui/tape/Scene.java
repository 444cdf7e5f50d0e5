package shibafu.tui.tape;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.flow.Msg;

/// What was known at one moment of a recording.
///
/// @param entries how many of the recording's lie before
/// @param restored the state of things
/// @param since what had gone wrong and was not mended then, and how shells had ended
record Scene(int entries, Msg.Restored restored, List<Msg> since) {
    private static final int MOST_EVENTS = 1000;

    Scene {
        since = List.copyOf(since);
    }

    static Scene at(Tape tape, long micros) {
        return new Builder().scene(tape, micros);
    }

    private static final class Builder {
        private List<ContainerRow> rows = List.of();
        private final Map<String, List<Sample>> samples = new HashMap<>();
        private final List<ContainerEvent> events = new ArrayList<>();
        private final Map<Long, String> shells = new LinkedHashMap<>();
        private final Map<Long, Msg> shellEnds = new HashMap<>();
        private final Map<String, Msg> failed = new HashMap<>();
        private Optional<Msg> listFailed = Optional.empty();

        private Scene scene(Tape tape, long micros) {
            int count = 0;
            for (Tape.Entry entry : tape.entries()) {
                if (entry.micros() > micros) {
                    break;
                }
                take(entry.msg());
                count++;
            }
            List<Msg> since = new ArrayList<>(failed.values());
            listFailed.ifPresent(since::add);
            since.addAll(shellEnds.values());
            List<ContainerEvent> newest = events.subList(Math.max(0, events.size() - MOST_EVENTS), events.size());
            return new Scene(count, new Msg.Restored(tape.at(micros), rows, samples, newest, shells), since);
        }

        /// What was known of a container goes with it, also if another of its name has come.
        private void listed(List<ContainerRow> now) {
            Map<String, Instant> made = new HashMap<>();
            rows.forEach(row -> made.put(row.id(), row.created()));
            Map<String, List<Sample>> kept = new HashMap<>();
            for (ContainerRow row : now) {
                List<Sample> known = samples.get(row.id());
                if (known != null && row.created().equals(made.getOrDefault(row.id(), row.created()))) {
                    kept.put(row.id(), known);
                }
            }
            samples.clear();
            samples.putAll(kept);
            failed.keySet().retainAll(kept.keySet());
            rows = now;
        }

        private void take(Msg msg) {
            switch (msg) {
                case Msg.Listed listed -> {
                    listed(listed.rows());
                    listFailed = Optional.empty();
                }
                case Msg.ListFailed why -> listFailed = Optional.of(why);
                case Msg.Sampled sampled -> {
                    samples.computeIfAbsent(sampled.id(), none -> new ArrayList<>())
                            .add(sampled.sample());
                    failed.remove(sampled.id());
                }
                case Msg.SampleFailed why -> failed.put(why.id(), why);
                case Msg.Happened happened -> events.add(happened.event());
                case Msg.ShellJoined joined -> shells.put(joined.number(), joined.id());
                case Msg.ShellEnded ended -> shellEnds.put(ended.number(), ended);
                default -> {
                    // It was told on the status line, and is past.
                }
            }
        }
    }
}
