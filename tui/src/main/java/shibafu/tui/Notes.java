package shibafu.tui;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import shibafu.engine.event.ContainerEvent;
import shibafu.tui.draw.Lane;
import shibafu.tui.stats.Note;
import shibafu.tui.stats.Trace;

/// What is kept of events beside a container's samples: to be told where the cursor comes upon it.
final class Notes {
    private Notes() {}

    /// @param line what the event is in words, after its time
    static Model of(Model model, ContainerEvent event, String line) {
        String words = line.replaceFirst("^\\S+ ", "");
        return switch (event) {
            case ContainerEvent.OomKilled e -> with(model, event, words);
            case ContainerEvent.LimitChanged e -> with(model, event, words);
            case ContainerEvent.ForkRefused e -> with(model, event, words);
            case ContainerEvent.Started e -> with(model, event, words);
            case ContainerEvent.Exited e -> with(model, event, words);
            case ContainerEvent.HealthChanged e -> with(model, event, words);
            case ContainerEvent.Frozen e -> with(model, event, words);
            case ContainerEvent.Thawed e -> with(model, event, words);
            case ContainerEvent.Renamed e -> with(model, event, words);
            // These come with every sample of a container that is held back: its measures tell them.
            case ContainerEvent.MemoryHigh e -> model;
            case ContainerEvent.MemoryMax e -> model;
            case ContainerEvent.Throttled e -> model;
            case ContainerEvent.Pressure e -> model;
            case ContainerEvent.Created e -> model;
            case ContainerEvent.Removed e -> model;
        };
    }

    /// A shell was opened: it uses what is measured.
    static Model shell(Model model, String id) {
        return on(
                model,
                id,
                trace -> trace.with(new Note(
                        trace.newest().map(point -> point.at()).orElse(Instant.EPOCH),
                        Lane.Sign.SHELL,
                        "shell opened")));
    }

    private static Model with(Model model, ContainerEvent event, String words) {
        // The counters of the samples set the sign.
        return on(model, event.container(), trace -> trace.with(new Note(event.at(), Lane.Sign.NONE, words)));
    }

    private static Model on(Model model, String id, UnaryOperator<Trace> change) {
        Trace known = model.traces().get(id);
        if (known == null) {
            return model;
        }
        Map<String, Trace> traces = new HashMap<>(model.traces());
        traces.put(id, change.apply(known));
        return model.withTraces(traces);
    }
}
