package shibafu.engine.metrics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What went on between two samples, of disks and of waiting.
///
/// @param readBytes a second; `writtenBytes` too
/// @param cpuWait share of the time in which a task waited for a CPU, 0 to 1; for memory; for a disk
public record FlowRates(
        double readBytes,
        double writtenBytes,
        OptionalDouble cpuWait,
        OptionalDouble memoryWait,
        OptionalDouble ioWait) {
    private static final double MICROS_A_SECOND = 1e6;

    /// Counters that went back tell nothing.
    static FlowRates between(Flow earlier, Flow later, double seconds) {
        return new FlowRates(
                Math.max(0, later.readBytes() - earlier.readBytes()) / seconds,
                Math.max(0, later.writtenBytes() - earlier.writtenBytes()) / seconds,
                share(earlier.cpuWaitMicros(), later.cpuWaitMicros(), seconds),
                share(earlier.memoryWaitMicros(), later.memoryWaitMicros(), seconds),
                share(earlier.ioWaitMicros(), later.ioWaitMicros(), seconds));
    }

    /// The mean of several.
    ///
    /// @return empty of none
    public static Optional<FlowRates> mean(List<FlowRates> several) {
        return several.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlowRates(
                        several.stream()
                                .mapToDouble(FlowRates::readBytes)
                                .average()
                                .orElse(0),
                        several.stream()
                                .mapToDouble(FlowRates::writtenBytes)
                                .average()
                                .orElse(0),
                        several.stream()
                                .flatMapToDouble(rates -> rates.cpuWait.stream())
                                .average(),
                        several.stream()
                                .flatMapToDouble(rates -> rates.memoryWait.stream())
                                .average(),
                        several.stream()
                                .flatMapToDouble(rates -> rates.ioWait.stream())
                                .average()));
    }

    private static OptionalDouble share(OptionalLong earlier, OptionalLong later, double seconds) {
        if (earlier.isEmpty() || later.isEmpty()) {
            return OptionalDouble.empty();
        }
        double waited = (later.getAsLong() - earlier.getAsLong()) / MICROS_A_SECOND;
        return OptionalDouble.of(Math.clamp(waited / seconds, 0, 1));
    }
}
