package shibafu.engine.cli;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import shibafu.engine.cgroup.CgroupStats;

/// A cgroup's statistics in the shape of runc's `events --stats` (its types/events.go), which containerd reads: times
/// in nanoseconds, sizes in bytes, no limit as the largest number of 64 bits. A method for each controller.
final class RuntimeStats {
    private static final BigInteger UNLIMITED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final long NANOS_A_MICRO = 1000;

    private RuntimeStats() {}

    static Map<String, Object> data(CgroupStats stats) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("cpu", cpu(stats.cpu()));
        data.put("memory", memory(stats.memory()));
        data.put("pids", pids(stats.pids()));
        return data;
    }

    private static Map<String, Object> cpu(CgroupStats.Cpu cpu) {
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("total", cpu.usageMicros() * NANOS_A_MICRO);
        usage.put("kernel", cpu.systemMicros() * NANOS_A_MICRO);
        usage.put("user", cpu.userMicros() * NANOS_A_MICRO);
        Map<String, Object> throttling = new LinkedHashMap<>();
        throttling.put("periods", cpu.periods());
        throttling.put("throttledPeriods", cpu.throttledPeriods());
        throttling.put("throttledTime", cpu.throttledMicros() * NANOS_A_MICRO);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("usage", usage);
        object.put("throttling", throttling);
        return object;
    }

    /// Swap is memory plus swap here, on v2 as on v1.
    private static Map<String, Object> memory(CgroupStats.Memory memory) {
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("limit", orUnlimited(memory.limitBytes()));
        usage.put("usage", memory.usageBytes());
        memory.peakBytes().ifPresent(peak -> usage.put("max", peak));
        usage.put("failcnt", memory.limitHits());
        Map<String, Object> swap = new LinkedHashMap<>();
        swap.put("limit", orUnlimited(sum(memory.limitBytes(), memory.swapLimitBytes())));
        swap.put("usage", memory.usageBytes() + memory.swapBytes());
        swap.put("failcnt", 0);
        Map<String, Object> kernel = new LinkedHashMap<>();
        kernel.put("limit", UNLIMITED);
        kernel.put("usage", memory.kernelBytes());
        kernel.put("failcnt", 0);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cache", memory.fileBytes());
        object.put("usage", usage);
        object.put("swap", swap);
        object.put("kernel", kernel);
        return object;
    }

    private static Map<String, Object> pids(CgroupStats.Pids pids) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("current", pids.current());
        pids.limit().ifPresent(limit -> object.put("limit", limit)); // left out for "max", as runc's 0 is
        return object;
    }

    private static OptionalLong sum(OptionalLong memory, OptionalLong swap) {
        return memory.isPresent() && swap.isPresent()
                ? OptionalLong.of(memory.getAsLong() + swap.getAsLong())
                : OptionalLong.empty();
    }

    private static Object orUnlimited(OptionalLong limit) {
        return limit.isPresent() ? limit.getAsLong() : UNLIMITED;
    }
}
