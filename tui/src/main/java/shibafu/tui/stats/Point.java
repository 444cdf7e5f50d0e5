package shibafu.tui.stats;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.metrics.Rates;
import shibafu.engine.metrics.Sample;
import shibafu.tui.draw.Lane;

/// One moment of a container: what it used since the moment before, and the limits that held.
///
/// @param cores CPU time used per time passed; empty for a first sample, which has nothing to be compared with
/// @param throttled share of its enforcement periods in which it ran out of quota; empty without a quota
/// @param oomKills processes killed for want of memory since the moment before
/// @param refused forks refused since the moment before
public record Point(
        Instant at,
        OptionalDouble cores,
        OptionalDouble coresLimit,
        OptionalDouble throttled,
        long memoryBytes,
        OptionalLong memoryLimitBytes,
        long oomKills,
        long refused,
        boolean coresLimitChanged,
        boolean memoryLimitChanged) {
    static Point first(Sample sample) {
        return new Point(
                sample.at(),
                OptionalDouble.empty(),
                coresLimit(sample),
                OptionalDouble.empty(),
                sample.memoryBytes(),
                sample.memoryLimitBytes(),
                0,
                0,
                false,
                false);
    }

    /// A sample after another of the same cgroup.
    static Point after(Sample before, Sample now, Rates rates) {
        return new Point(
                now.at(),
                OptionalDouble.of(rates.cores()),
                coresLimit(now),
                now.quotaMicros().isPresent() ? OptionalDouble.of(rates.throttledShare()) : OptionalDouble.empty(),
                now.memoryBytes(),
                now.memoryLimitBytes(),
                rates.oomKills(),
                rates.pidsRefused(),
                !coresLimit(now).equals(coresLimit(before)),
                !now.memoryLimitBytes().equals(before.memoryLimitBytes()));
    }

    /// The quota as a number of cores.
    static OptionalDouble coresLimit(Sample sample) {
        if (sample.quotaMicros().isEmpty() || sample.periodMicros().isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((double) sample.quotaMicros().getAsLong()
                / Math.max(1, sample.periodMicros().getAsLong()));
    }

    Lane.Mark cpuMark() {
        return new Lane.Mark(throttled.orElse(0), false, coresLimitChanged, false);
    }

    Lane.Mark memoryMark() {
        return new Lane.Mark(0, oomKills > 0, memoryLimitChanged, refused > 0);
    }
}
