package shibafu.engine.spec;

import java.util.HashMap;
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

    /// These limits, with those of `change` that are present in their place.
    public Resources merge(Resources change) {
        Map<String, String> both = new HashMap<>(unified);
        both.putAll(change.unified);
        return new Resources(
                memory.merge(change.memory),
                cpu.merge(change.cpu),
                later(pidsLimit, change.pidsLimit),
                change.devices.isEmpty() ? devices : change.devices,
                both);
    }

    /// @param bytes -1 for no limit
    public Resources withMemoryLimit(long bytes) {
        return new Resources(memory.withLimit(bytes), cpu, pidsLimit, devices, unified);
    }

    /// @param limit most processes and threads; -1 for no limit
    public Resources withPidsLimit(long limit) {
        return new Resources(memory, cpu, OptionalLong.of(limit), devices, unified);
    }

    private static OptionalLong later(OptionalLong before, OptionalLong after) {
        return after.isPresent() ? after : before;
    }

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

        Memory withLimit(long bytes) {
            return new Memory(
                    OptionalLong.of(bytes),
                    reservationBytes,
                    swapBytes,
                    swappiness,
                    disableOomKiller,
                    checkBeforeUpdate);
        }

        Memory merge(Memory change) {
            return new Memory(
                    later(limitBytes, change.limitBytes),
                    later(reservationBytes, change.reservationBytes),
                    later(swapBytes, change.swapBytes),
                    change.swappiness.isPresent() ? change.swappiness : swappiness,
                    disableOomKiller || change.disableOomKiller,
                    checkBeforeUpdate || change.checkBeforeUpdate);
        }
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

        Cpu merge(Cpu change) {
            return new Cpu(
                    later(shares, change.shares),
                    later(quotaMicros, change.quotaMicros),
                    later(periodMicros, change.periodMicros),
                    later(burstMicros, change.burstMicros),
                    change.cpus.or(() -> cpus),
                    change.mems.or(() -> mems),
                    later(idle, change.idle));
        }
    }

    /// One rule of the device controller.
    ///
    /// @param type `a` (all), `c` or `b`
    /// @param major absent: any
    /// @param access letters of `rwm`
    public record DeviceRule(boolean allow, String type, OptionalLong major, OptionalLong minor, String access) {}
}
