package shibafu.engine.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import shibafu.engine.spec.Resources;

/// Turns a screen's limits into resources.
final class Limits {
    private Limits() {}

    static Resources resources(LimitChange change) {
        return new Resources(
                new Resources.Memory(
                        change.memoryBytes(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        false,
                        false),
                new Resources.Cpu(
                        OptionalLong.empty(),
                        change.quotaMicros(),
                        change.periodMicros(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()),
                change.pids(),
                List.of(),
                Map.of());
    }
}
