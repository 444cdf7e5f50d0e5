package shibafu.tui.stats;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import shibafu.engine.metrics.ProcessUse;

/// The moment of the cursor in words: its time, the processes that used most then, and what happened.
public final class Moment {
    /// A note belongs to the sample after it.
    private static final long NOTE_MILLIS = 1500;

    private Moment() {}

    /// @return empty without a cursor, or where nothing is remembered of that time
    public static Optional<String> words(Scene scene) {
        return scene.window()
                .cursor()
                .flatMap(time -> scene.trace().at(time))
                .map(point -> GraphEdges.CLOCK.format(point.at().atZone(scene.zone())) + "  "
                        + happened(scene, point)
                        + processes(scene.trace().processesAt(point.at())));
    }

    private static String happened(Scene scene, Point point) {
        String notes = scene.trace().notes().stream()
                .filter(note -> {
                    long before = point.at().toEpochMilli() - note.at().toEpochMilli();
                    return before > -NOTE_MILLIS / 3 && before < NOTE_MILLIS;
                })
                .map(Note::text)
                .collect(Collectors.joining("; "));
        return notes.isEmpty() ? "" : notes + "  ";
    }

    private static String processes(List<ProcessUse> processes) {
        return processes.isEmpty()
                ? "its processes are not known: they are kept while it is the chosen one"
                : processes.stream().map(Moment::process).collect(Collectors.joining(", "));
    }

    private static String process(ProcessUse use) {
        return String.format(
                Locale.ROOT,
                "%s[%d] %s cores %s",
                use.command(),
                use.pid(),
                Figures.cores(use.cores()),
                Figures.bytes(use.residentBytes()));
    }
}
