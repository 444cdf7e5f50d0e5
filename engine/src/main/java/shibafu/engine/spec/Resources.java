package shibafu.engine.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Cgroup limits, `linux.resources`. An absent value leaves the kernel's default; `-1` means "no limit", as in OCI.
///
/// @param devices rules in order; the last that matches wins
/// @param unified cgroup v2 files and their values, written as they are
public record Resources(
        Memory memory, Cpu cpu, OptionalLong pidsLimit, List<DeviceRule> devices, Map<String, String> unified) {
    public Resources {
        devices = List.copyOf(devices);
        unified = Map.copyOf(unified);
    }

    /// No limit at all.
    public static final Resources NONE =
            new Resources(Memory.NONE, Cpu.NONE, OptionalLong.empty(), List.of(), Map.of());

    /// All in bytes, but swappiness (0 to 100).
    ///
    /// @param limitBytes `memory.limit_in_bytes` / `memory.max`
    /// @param reservationBytes `memory.soft_limit_in_bytes` / `memory.low`
    /// @param swapBytes memory **plus** swap, as OCI counts (v1 `memory.memsw.limit_in_bytes`)
    public record Memory(
            OptionalLong limitBytes,
            OptionalLong reservationBytes,
            OptionalLong swapBytes,
            OptionalInt swappiness,
            boolean disableOomKiller,
            boolean checkBeforeUpdate) {
        public static final Memory NONE = new Memory(
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), false, false);
    }

    /// @param shares relative weight, 2 to 262144 (1024 is the default)
    /// @param quotaMicros CPU time allowed in each period; -1 is no limit
    /// @param periodMicros length of a period, 1,000 to 1,000,000
    /// @param cpus list such as `0-2,7`
    /// @param mems memory nodes, the same form
    public record Cpu(
            OptionalLong shares,
            OptionalLong quotaMicros,
            OptionalLong periodMicros,
            OptionalLong burstMicros,
            Optional<String> cpus,
            Optional<String> mems,
            OptionalLong idle) {
        public static final Cpu NONE = new Cpu(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    /// One rule of the device controller.
    ///
    /// @param type `a` (all), `c` or `b`
    /// @param major absent: any
    /// @param access letters of `rwm`
    public record DeviceRule(boolean allow, String type, OptionalLong major, OptionalLong minor, String access) {}
}
