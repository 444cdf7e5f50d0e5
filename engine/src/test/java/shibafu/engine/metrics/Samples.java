package shibafu.engine.metrics;

import java.time.Instant;
import java.util.OptionalLong;

/// Samples for tests: second `second` of a container under a quota of half a CPU and a limit of 100 bytes.
final class Samples {
    private Samples() {}

    static Sample at(double second, long usageMicros, long memoryBytes) {
        return at(second, usageMicros, memoryBytes, 0, 0);
    }

    static Sample at(double second, long usageMicros, long memoryBytes, long oomKills, long pidsRefused) {
        long periods = (long) (second * 10);
        return new Sample(
                Instant.EPOCH.plusMillis((long) (second * 1000)),
                (long) (second * 1e9),
                usageMicros,
                usageMicros / 4 * 3,
                usageMicros / 4,
                periods,
                periods / 2,
                usageMicros / 2,
                OptionalLong.of(50_000),
                OptionalLong.of(100_000),
                memoryBytes,
                memoryBytes / 2,
                0,
                0,
                1,
                OptionalLong.of(100),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                oomKills,
                3,
                OptionalLong.empty(),
                pidsRefused,
                Flow.NONE,
                HostCpu.NONE);
    }
}
