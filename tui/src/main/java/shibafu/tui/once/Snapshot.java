package shibafu.tui.once;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.ShibafuException;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.Engine;
import shibafu.tui.stats.Trace;

/// Every container with what two samples of it say.
///
/// @param entries in the engine's order
public record Snapshot(List<Entry> entries) {
    public record Entry(ContainerRow row, Trace trace) {}

    public Snapshot {
        entries = List.copyOf(entries);
    }

    /// Samples, waits, samples again. A container that cannot be sampled carries the reason.
    ///
    /// @param gap between the samples; not waited for where nothing runs
    public static Snapshot take(Engine engine, Duration gap) throws InterruptedException {
        Map<String, Trace> traces = new HashMap<>();
        List<ContainerRow> before = engine.list();
        for (ContainerRow row : before) {
            traces.put(row.id(), sampled(engine, row, Trace.of(row.created())));
        }
        if (before.stream().anyMatch(row -> row.status().canSignal())) {
            Thread.sleep(gap);
        }
        List<Entry> entries = new ArrayList<>();
        for (ContainerRow row : engine.list()) {
            Trace trace = traces.getOrDefault(row.id(), Trace.of(row.created()));
            entries.add(new Entry(row, sampled(engine, row, trace)));
        }
        return new Snapshot(entries);
    }

    private static Trace sampled(Engine engine, ContainerRow row, Trace trace) {
        if (!row.status().canSignal()) {
            return trace;
        }
        try {
            return engine.sample(row.id()).map(trace::with).orElse(trace);
        } catch (ShibafuException e) {
            return trace.failed(String.valueOf(e.getMessage()));
        }
    }
}
