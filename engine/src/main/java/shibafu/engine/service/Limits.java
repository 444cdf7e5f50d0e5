package shibafu.engine.service;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import shibafu.engine.spec.Resources;

/// Turns a screen's limits into resources.
final class Limits {
    private Limits() {}

    static Resources resources(LimitChange change) {
        Resources.Memory memory = new Resources.Memory(
                change.memoryBytes(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), false, false);
        Resources.Cpu cpu = new Resources.Cpu(
                OptionalLong.empty(),
                change.quotaMicros(),
                change.periodMicros(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
        return Resources.NONE.withMemory(memory).withCpu(cpu).withPidsLimit(change.pids());
    }
}
