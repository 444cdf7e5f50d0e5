package shibafu.engine.spec;

import java.util.OptionalInt;
import java.util.OptionalLong;
import shibafu.engine.spec.SpecChecks.Problems;

/// Rules for single numbers of `linux.resources` and of the process. [SpecReader] keeps them for what it reads; a
/// configuration that was put together here has seen no reader, and must be one that can be read back.
final class LimitChecks {
    private LimitChecks() {}

    static void resources(Spec spec, Problems problems) {
        Problems below = problems.below("/linux/resources");
        Resources.Memory memory = spec.linux().resources().memory();
        limit("/memory/limit", memory.limitBytes(), below);
        limit("/memory/reservation", memory.reservationBytes(), below);
        limit("/memory/swap", memory.swapBytes(), below);
        OptionalInt swappiness = memory.swappiness();
        range("/memory/swappiness", swappiness.orElse(0), 0, 100, below);
        Resources.Cpu cpu = spec.linux().resources().cpu();
        limit("/cpu/shares", cpu.shares(), below);
        limit("/cpu/quota", cpu.quotaMicros(), below);
        limit("/cpu/period", cpu.periodMicros(), below);
        limit("/cpu/realtimeRuntime", cpu.realtimeRuntimeMicros(), below);
        limit("/cpu/realtimePeriod", cpu.realtimePeriodMicros(), below);
        range("/cpu/burst", cpu.burstMicros().orElse(0), 0, Long.MAX_VALUE, below);
        range("/cpu/idle", cpu.idle().orElse(0), 0, 1, below);
        limit("/pids/limit", spec.linux().resources().pidsLimit(), below);
    }

    static void process(ProcessSpec process, Problems problems) {
        range("/oomScoreAdj", process.oomScoreAdj().orElse(0), -1000, 1000, problems);
    }

    /// -1 is no limit.
    private static void limit(String pointer, OptionalLong value, Problems problems) {
        range(pointer, value.orElse(0), -1, Long.MAX_VALUE, problems);
    }

    private static void range(String pointer, long value, long least, long most, Problems problems) {
        problems.unless(
                value >= least && value <= most,
                pointer,
                most == Long.MAX_VALUE
                        ? "must be at least %d, not %d".formatted(least, value)
                        : "must be from %d to %d, not %d".formatted(least, most, value));
    }
}
