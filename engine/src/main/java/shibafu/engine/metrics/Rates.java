package shibafu.engine.metrics;

import java.util.Optional;
import java.util.OptionalDouble;

/// What went on between two samples.
///
/// @param seconds between them
/// @param cores CPUs in use on average, 1.0 being one of them all the time; `userCores` outside the kernel,
///     `systemCores` in it
/// @param throttledShare of the periods in which it wanted to run, those that ran out of quota: 0 to 1
/// @param throttledCores CPUs kept from it on average
/// @param oomKills processes killed for want of memory
/// @param pidsRefused forks refused
/// @param memoryHighEvents times that it was slowed down because of `memory.high`
/// @param flow of disks and network, and shares of waiting
/// @param hostIdle share of the machine's CPU time that nobody used, 0 to 1; empty where it is not known
public record Rates(
        double seconds,
        double cores,
        double userCores,
        double systemCores,
        double throttledShare,
        double throttledCores,
        long oomKills,
        long pidsRefused,
        long memoryHighEvents,
        FlowRates flow,
        OptionalDouble hostIdle) {

    /// Compares two samples.
    ///
    /// @return empty if no time lies between them, or a counter went back: then they are of two cgroups of one name
    public static Optional<Rates> between(Sample earlier, Sample later) {
        long nanos = later.nanoTime() - earlier.nanoTime();
        if (nanos <= 0
                || later.usageMicros() < earlier.usageMicros()
                || later.periods() < earlier.periods()
                || later.oomKills() < earlier.oomKills()
                || later.pidsRefused() < earlier.pidsRefused()) {
            return Optional.empty();
        }
        double micros = nanos / 1e3;
        long periods = later.periods() - earlier.periods();
        long throttled = Math.max(0, later.throttledPeriods() - earlier.throttledPeriods());
        return Optional.of(new Rates(
                nanos / 1e9,
                perMicro(earlier.usageMicros(), later.usageMicros(), micros),
                perMicro(earlier.userMicros(), later.userMicros(), micros),
                perMicro(earlier.systemMicros(), later.systemMicros(), micros),
                periods == 0 ? 0 : Math.min(1, (double) throttled / periods),
                perMicro(earlier.throttledMicros(), later.throttledMicros(), micros),
                later.oomKills() - earlier.oomKills(),
                later.pidsRefused() - earlier.pidsRefused(),
                Math.max(0, later.memoryHighEvents() - earlier.memoryHighEvents()),
                FlowRates.between(earlier.flow(), later.flow(), nanos / 1e9),
                HostCpu.idleShare(earlier.host(), later.host())));
    }

    /// User and system time may go back by a little: the kernel scales them to the exact sum.
    private static double perMicro(long earlier, long later, double micros) {
        return Math.max(0, later - earlier) / micros;
    }
}
