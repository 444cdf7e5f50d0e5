package shibafu.engine.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Cgroup limits, `linux.resources`. An absent value leaves the kernel's default; `-1` means "no limit", as in OCI.
///
/// @param hugepageLimits one for each page size
/// @param rdma by the name of the device, such as `mlx5_0`
/// @param devices rules in order; the last that matches wins
/// @param unified cgroup v2 files and their values, written as they are
public record Resources(
        Memory memory,
        Cpu cpu,
        OptionalLong pidsLimit,
        BlockIo blockIo,
        List<HugepageLimit> hugepageLimits,
        NetworkMarks network,
        Map<String, RdmaLimit> rdma,
        List<DeviceRule> devices,
        Map<String, String> unified) {
    public Resources {
        hugepageLimits = List.copyOf(hugepageLimits);
        rdma = Map.copyOf(rdma);
        devices = List.copyOf(devices);
        unified = Map.copyOf(unified);
    }

    /// No limit at all.
    public static final Resources NONE = new Resources(
            Memory.NONE,
            Cpu.NONE,
            OptionalLong.empty(),
            BlockIo.NONE,
            List.of(),
            NetworkMarks.NONE,
            Map.of(),
            List.of(),
            Map.of());

    /// These limits, with those of `change` that are present in their place. What is told for one device, page size,
    /// interface or file replaces what was told for the same one; device rules replace all that there were.
    public Resources merge(Resources change) {
        return new Resources(
                memory.merge(change.memory),
                cpu.merge(change.cpu),
                later(pidsLimit, change.pidsLimit),
                blockIo.merge(change.blockIo),
                BlockIo.merge(hugepageLimits, change.hugepageLimits, HugepageLimit::pageSize),
                network.merge(change.network),
                both(rdma, change.rdma),
                change.devices.isEmpty() ? devices : change.devices,
                both(unified, change.unified));
    }

    public Resources withMemory(Memory wanted) {
        return new Resources(wanted, cpu, pidsLimit, blockIo, hugepageLimits, network, rdma, devices, unified);
    }

    public Resources withCpu(Cpu wanted) {
        return new Resources(memory, wanted, pidsLimit, blockIo, hugepageLimits, network, rdma, devices, unified);
    }

    /// @param bytes -1 for no limit
    public Resources withMemoryLimit(long bytes) {
        return withMemory(memory.withLimit(bytes));
    }

    /// @param limit most processes and threads; -1 for no limit
    public Resources withPidsLimit(long limit) {
        return withPidsLimit(OptionalLong.of(limit));
    }

    public Resources withPidsLimit(OptionalLong limit) {
        return new Resources(memory, cpu, limit, blockIo, hugepageLimits, network, rdma, devices, unified);
    }

    public Resources withBlockIo(BlockIo wanted) {
        return new Resources(memory, cpu, pidsLimit, wanted, hugepageLimits, network, rdma, devices, unified);
    }

    public Resources withHugepageLimits(List<HugepageLimit> wanted) {
        return new Resources(memory, cpu, pidsLimit, blockIo, wanted, network, rdma, devices, unified);
    }

    public Resources withNetwork(NetworkMarks wanted) {
        return new Resources(memory, cpu, pidsLimit, blockIo, hugepageLimits, wanted, rdma, devices, unified);
    }

    public Resources withRdma(Map<String, RdmaLimit> wanted) {
        return new Resources(memory, cpu, pidsLimit, blockIo, hugepageLimits, network, wanted, devices, unified);
    }

    public Resources withDevices(List<DeviceRule> wanted) {
        return new Resources(memory, cpu, pidsLimit, blockIo, hugepageLimits, network, rdma, wanted, unified);
    }

    public Resources withUnified(Map<String, String> wanted) {
        return new Resources(memory, cpu, pidsLimit, blockIo, hugepageLimits, network, rdma, devices, wanted);
    }

    static <V> Map<String, V> both(Map<String, V> before, Map<String, V> after) {
        Map<String, V> both = new HashMap<>(before);
        both.putAll(after);
        return both;
    }

    static OptionalLong later(OptionalLong before, OptionalLong after) {
        return after.isPresent() ? after : before;
    }

    /// All in bytes, but swappiness (0 to 100).
    ///
    /// @param limitBytes `memory.limit_in_bytes` / `memory.max`
    /// @param reservationBytes `memory.soft_limit_in_bytes` / `memory.low`
    /// @param swapBytes memory **plus** swap, as OCI counts (v1 `memory.memsw.limit_in_bytes`)
    /// @param kernelBytes v1 alone, and there of old kernels: `memory.kmem.limit_in_bytes`
    /// @param kernelTcpBytes v1 alone: `memory.kmem.tcp.limit_in_bytes`
    public record Memory(
            OptionalLong limitBytes,
            OptionalLong reservationBytes,
            OptionalLong swapBytes,
            OptionalInt swappiness,
            boolean disableOomKiller,
            boolean checkBeforeUpdate,
            OptionalLong kernelBytes,
            OptionalLong kernelTcpBytes) {
        public static final Memory NONE = new Memory(
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), false, false);

        /// Without the limits that v1 alone has.
        public Memory(
                OptionalLong limitBytes,
                OptionalLong reservationBytes,
                OptionalLong swapBytes,
                OptionalInt swappiness,
                boolean disableOomKiller,
                boolean checkBeforeUpdate) {
            this(
                    limitBytes,
                    reservationBytes,
                    swapBytes,
                    swappiness,
                    disableOomKiller,
                    checkBeforeUpdate,
                    OptionalLong.empty(),
                    OptionalLong.empty());
        }

        Memory withLimit(long bytes) {
            return new Memory(
                    OptionalLong.of(bytes),
                    reservationBytes,
                    swapBytes,
                    swappiness,
                    disableOomKiller,
                    checkBeforeUpdate,
                    kernelBytes,
                    kernelTcpBytes);
        }

        Memory withSwap(long sumBytes) {
            return new Memory(
                    limitBytes,
                    reservationBytes,
                    OptionalLong.of(sumBytes),
                    swappiness,
                    disableOomKiller,
                    checkBeforeUpdate,
                    kernelBytes,
                    kernelTcpBytes);
        }

        Memory merge(Memory change) {
            return new Memory(
                    later(limitBytes, change.limitBytes),
                    later(reservationBytes, change.reservationBytes),
                    later(swapBytes, change.swapBytes),
                    change.swappiness.isPresent() ? change.swappiness : swappiness,
                    disableOomKiller || change.disableOomKiller,
                    checkBeforeUpdate || change.checkBeforeUpdate,
                    later(kernelBytes, change.kernelBytes),
                    later(kernelTcpBytes, change.kernelTcpBytes));
        }
    }

    /// @param shares relative weight, 2 to 262144 (1024 is the default)
    /// @param quotaMicros CPU time allowed in each period; -1 is no limit
    /// @param periodMicros length of a period, 1,000 to 1,000,000
    /// @param cpus list such as `0-2,7`
    /// @param mems memory nodes, the same form
    /// @param realtimeRuntimeMicros v1 alone: time in each realtime period for realtime tasks; -1 is no limit
    public record Cpu(
            OptionalLong shares,
            OptionalLong quotaMicros,
            OptionalLong periodMicros,
            OptionalLong burstMicros,
            Optional<String> cpus,
            Optional<String> mems,
            OptionalLong idle,
            OptionalLong realtimeRuntimeMicros,
            OptionalLong realtimePeriodMicros) {
        public static final Cpu NONE = new Cpu(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());

        /// Without the limits that v1 alone has.
        public Cpu(
                OptionalLong shares,
                OptionalLong quotaMicros,
                OptionalLong periodMicros,
                OptionalLong burstMicros,
                Optional<String> cpus,
                Optional<String> mems,
                OptionalLong idle) {
            this(
                    shares,
                    quotaMicros,
                    periodMicros,
                    burstMicros,
                    cpus,
                    mems,
                    idle,
                    OptionalLong.empty(),
                    OptionalLong.empty());
        }

        Cpu merge(Cpu change) {
            return new Cpu(
                    later(shares, change.shares),
                    later(quotaMicros, change.quotaMicros),
                    later(periodMicros, change.periodMicros),
                    later(burstMicros, change.burstMicros),
                    change.cpus.or(() -> cpus),
                    change.mems.or(() -> mems),
                    later(idle, change.idle),
                    later(realtimeRuntimeMicros, change.realtimeRuntimeMicros),
                    later(realtimePeriodMicros, change.realtimePeriodMicros));
        }
    }

    /// One rule of the device controller.
    ///
    /// @param type `a` (all), `c` or `b`
    /// @param major absent: any
    /// @param access letters of `rwm`
    public record DeviceRule(boolean allow, String type, OptionalLong major, OptionalLong minor, String access) {}
}
