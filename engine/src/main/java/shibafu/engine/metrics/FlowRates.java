package shibafu.engine.metrics;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What went on between two samples, of disks, of the network and of waiting.
///
/// @param readBytes a second; `writtenBytes` too
/// @param cpuWait share of the time in which a task waited for a CPU, 0 to 1; for memory; for a disk
/// @param cpuStall share of the time in which all of them did
/// @param receivedBytes a second; `sentBytes` too; empty where it has no network of its own
public record FlowRates(
        double readBytes,
        double writtenBytes,
        OptionalDouble cpuWait,
        OptionalDouble memoryWait,
        OptionalDouble ioWait,
        OptionalDouble cpuStall,
        OptionalDouble memoryStall,
        OptionalDouble ioStall,
        OptionalDouble receivedBytes,
        OptionalDouble sentBytes) {
    private static final double MICROS_A_SECOND = 1e6;

    /// Counters that went back tell nothing.
    static FlowRates between(Flow earlier, Flow later, double seconds) {
        return new FlowRates(
                Math.max(0, later.readBytes() - earlier.readBytes()) / seconds,
                Math.max(0, later.writtenBytes() - earlier.writtenBytes()) / seconds,
                share(earlier.cpuWaitMicros(), later.cpuWaitMicros(), seconds),
                share(earlier.memoryWaitMicros(), later.memoryWaitMicros(), seconds),
                share(earlier.ioWaitMicros(), later.ioWaitMicros(), seconds),
                share(earlier.cpuStallMicros(), later.cpuStallMicros(), seconds),
                share(earlier.memoryStallMicros(), later.memoryStallMicros(), seconds),
                share(earlier.ioStallMicros(), later.ioStallMicros(), seconds),
                rate(earlier.receivedBytes(), later.receivedBytes(), seconds),
                rate(earlier.sentBytes(), later.sentBytes(), seconds));
    }

    private static OptionalDouble share(OptionalLong earlier, OptionalLong later, double seconds) {
        OptionalDouble waited = rate(earlier, later, seconds * MICROS_A_SECOND);
        return waited.isEmpty() ? waited : OptionalDouble.of(Math.min(1, waited.getAsDouble()));
    }

    private static OptionalDouble rate(OptionalLong earlier, OptionalLong later, double units) {
        return earlier.isEmpty() || later.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, later.getAsLong() - earlier.getAsLong()) / units);
    }
}
