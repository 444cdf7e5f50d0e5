package shibafu.tui.inspect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import shibafu.engine.metrics.ProcessRow;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.Line;
import shibafu.tui.reader.Look;
import shibafu.tui.stats.Figures;

/// What is inspected, with a note on what this very program costs: an experiment must know its observer.
///
/// @param self this program's process, where known
/// @param since when `self` was first seen to have used so many milliseconds of CPU time
public record Observed(Content content, Optional<ProcessRow> self, Optional<Base> since, OptionalDouble cores)
        implements Content {
    /// CPU time at one moment.
    public record Base(Instant at, long cpuMillis) {}

    public static Observed of(Content content, Optional<ProcessRow> self) {
        return new Observed(content, self, Optional.empty(), OptionalDouble.empty());
    }

    @Override
    public Content after(Content older, Instant now) {
        Optional<Base> base = self.map(row -> new Base(now, row.cpuMillis()));
        if (!(older instanceof Observed before) || before.since.isEmpty() || base.isEmpty()) {
            return new Observed(content, self, base, OptionalDouble.empty());
        }
        Content newer = content.after(before.content, now);
        Duration passed = Duration.between(before.since.get().at(), now);
        return passed.toMillis() < 900
                ? new Observed(newer, self, before.since, before.cores)
                : new Observed(
                        newer,
                        self,
                        base,
                        OptionalDouble.of(
                                (base.get().cpuMillis() - before.since.get().cpuMillis())
                                        / (double) passed.toMillis()));
    }

    @Override
    public boolean endsBadly() {
        return content.endsBadly();
    }

    @Override
    public List<Line> head(Look look) {
        return content.head(look);
    }

    @Override
    public String note() {
        String used =
                cores.isPresent() ? String.format(Locale.ROOT, "%.1f%% of a core, ", cores.getAsDouble() * 100) : "";
        return self.map(row -> "this screen itself: " + used + Figures.bytes(row.residentBytes()))
                .orElse("");
    }

    @Override
    public List<Line> lines(Look look) {
        return content.lines(look);
    }
}
