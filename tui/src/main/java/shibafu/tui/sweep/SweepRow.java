package shibafu.tui.sweep;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.metrics.Sample;

/// What a container made of one value of the limit.
///
/// @param seconds for which it held
/// @param cores mean of CPU time used
/// @param throttled share of its periods in which it ran out of quota; empty without a quota
/// @param cpuWait share of the time in which a task waited (PSI "some"), for the CPU, for memory, for a disk
/// @param end what ended the sweep in this step, empty if nothing did
public record SweepRow(
        long limit,
        double seconds,
        OptionalDouble cores,
        OptionalDouble throttled,
        double memoryMean,
        long memoryMax,
        OptionalDouble cpuWait,
        OptionalDouble memoryWait,
        OptionalDouble ioWait,
        long oomKills,
        String end) {
    private static final double MICROS = 1e6;

    /// Looks so far at one value of the limit. Counters are compared between the first and the last.
    ///
    /// @param memory the sum over all looks, in bytes
    record Looks(Sample first, Sample last, int count, double memory, long memoryMax) {
        static Looks of(Sample first) {
            return new Looks(first, first, 1, first.memoryBytes(), first.memoryBytes());
        }

        Looks with(Sample next) {
            return new Looks(
                    first, next, count + 1, memory + next.memoryBytes(), Math.max(memoryMax, next.memoryBytes()));
        }

        double seconds() {
            return (last.nanoTime() - first.nanoTime()) / 1e9;
        }

        SweepRow row(long limit, String end) {
            double micros = seconds() * MICROS;
            boolean known = micros > 0;
            long periods = last.periods() - first.periods();
            return new SweepRow(
                    limit,
                    seconds(),
                    known
                            ? OptionalDouble.of((last.usageMicros() - first.usageMicros()) / micros)
                            : OptionalDouble.empty(),
                    last.quotaMicros().isPresent() && periods > 0
                            ? OptionalDouble.of((last.throttledPeriods() - first.throttledPeriods()) / (double) periods)
                            : OptionalDouble.empty(),
                    memory / count,
                    memoryMax,
                    share(first.flow().cpuWaitMicros(), last.flow().cpuWaitMicros(), micros),
                    share(first.flow().memoryWaitMicros(), last.flow().memoryWaitMicros(), micros),
                    share(first.flow().ioWaitMicros(), last.flow().ioWaitMicros(), micros),
                    last.oomKills() - first.oomKills(),
                    end);
        }

        private static OptionalDouble share(OptionalLong from, OptionalLong to, double micros) {
            return from.isEmpty() || to.isEmpty() || micros <= 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.clamp((to.getAsLong() - from.getAsLong()) / micros, 0, 1));
        }
    }
}
