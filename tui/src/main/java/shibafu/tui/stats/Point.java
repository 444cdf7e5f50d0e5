package shibafu.tui.stats;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import shibafu.engine.metrics.FlowRates;
import shibafu.engine.metrics.Rates;
import shibafu.engine.metrics.Sample;
import shibafu.tui.draw.Lane;

/// One moment of a container: what it used since the moment before, and the limits that held.
///
/// @param cores CPU time used per time passed; empty for a first sample, which has nothing to be compared with
/// @param throttled share of its enforcement periods in which it ran out of quota; empty without a quota
/// @param oomKills processes killed for want of memory since the moment before
/// @param refused forks refused since the moment before
/// @param flow of disks and of waiting since then; empty for a first sample
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
        boolean memoryLimitChanged,
        long pids,
        OptionalLong pidsLimit,
        Optional<FlowRates> flow) {
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
                false,
                sample.pids(),
                sample.pidsLimit(),
                Optional.empty());
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
                !now.memoryLimitBytes().equals(before.memoryLimitBytes()),
                now.pids(),
                now.pidsLimit(),
                Optional.of(rates.flow()));
    }

    /// Several as one: means of what was used, sums of what happened, the limits of the last.
    static Point together(List<Point> points) {
        Point last = points.getLast();
        return new Point(
                last.at,
                points.stream().flatMapToDouble(point -> point.cores.stream()).average(),
                last.coresLimit,
                points.stream()
                        .flatMapToDouble(point -> point.throttled.stream())
                        .average(),
                (long) points.stream().mapToLong(Point::memoryBytes).average().orElse(0),
                last.memoryLimitBytes,
                points.stream().mapToLong(Point::oomKills).sum(),
                points.stream().mapToLong(Point::refused).sum(),
                points.stream().anyMatch(Point::coresLimitChanged),
                points.stream().anyMatch(Point::memoryLimitChanged),
                points.stream().mapToLong(Point::pids).max().orElse(0),
                last.pidsLimit,
                FlowRates.mean(
                        points.stream().flatMap(point -> point.flow.stream()).toList()));
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

    Lane.Mark pidsMark() {
        return new Lane.Mark(0, false, false, refused > 0);
    }

    /// The longest of the three waits, a share of the time; NaN where it is not known.
    double longestWait() {
        return flow.stream()
                .flatMapToDouble(rates -> DoubleStream.of(
                        rates.cpuWait().orElse(Double.NaN),
                        rates.memoryWait().orElse(Double.NaN),
                        rates.ioWait().orElse(Double.NaN)))
                .filter(wait -> !Double.isNaN(wait))
                .max()
                .orElse(Double.NaN);
    }

    /// Bytes a second, read and written; NaN where it is not known.
    double transferred() {
        return flow.map(rates -> rates.readBytes() + rates.writtenBytes()).orElse(Double.NaN);
    }
}
