package shibafu.engine.cli.runtime;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.metrics.NetworkInterfaces.Traffic;
import shibafu.engine.spec.BlockIo.Device;

/// A container's statistics in the shape of runc's `events --stats` (its types/events.go), which containerd reads:
/// times in nanoseconds, sizes in bytes, no limit as the largest number of 64 bits. A method for each controller.
final class RuntimeStats {
    private static final BigInteger UNLIMITED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final long NANOS_A_MICRO = 1000;

    private RuntimeStats() {}

    /// @param memoryStat the kernel's own words on memory: runc's `raw`
    static Map<String, Object> data(CgroupStats stats, Map<String, Long> memoryStat, List<Traffic> network) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("cpu", with(cpu(stats.cpu()), stats.pressure().cpu()));
        Map<String, Object> memory = memory(stats.memory());
        memory.put("raw", memoryStat);
        data.put("memory", with(memory, stats.pressure().memory()));
        data.put("pids", pids(stats.pids()));
        data.put("blkio", with(blkio(stats.io()), stats.pressure().io()));
        data.put("hugetlb", hugetlb(stats.hugetlb()));
        data.put(
                "network_interfaces",
                network.stream().map(RuntimeStats::networkInterface).toList());
        return data;
    }

    private static Map<String, Object> with(Map<String, Object> controller, Optional<CgroupStats.Pressure> pressure) {
        pressure.ifPresent(
                both -> controller.put("psi", Map.of("some", stall(both.some()), "full", stall(both.full()))));
        return controller;
    }

    private static Map<String, Object> stall(CgroupStats.Stall stall) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("avg10", stall.avg10());
        object.put("avg60", stall.avg60());
        object.put("avg300", stall.avg300());
        object.put("total", stall.totalMicros());
        return object;
    }

    private static Map<String, Object> blkio(List<CgroupStats.IoDevice> devices) {
        List<Map<String, Object>> bytes = new ArrayList<>();
        List<Map<String, Object>> operations = new ArrayList<>();
        for (CgroupStats.IoDevice io : devices) {
            bytes.add(entry(io.device(), "Read", io.readBytes()));
            bytes.add(entry(io.device(), "Write", io.writtenBytes()));
            bytes.add(entry(io.device(), "Discard", io.discardedBytes()));
            operations.add(entry(io.device(), "Read", io.reads()));
            operations.add(entry(io.device(), "Write", io.writes()));
            operations.add(entry(io.device(), "Discard", io.discards()));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("ioServiceBytesRecursive", bytes);
        object.put("ioServicedRecursive", operations);
        return object;
    }

    private static Map<String, Object> entry(Device device, String operation, long value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("major", device.major());
        object.put("minor", device.minor());
        object.put("op", operation);
        object.put("value", value);
        return object;
    }

    private static Map<String, Object> hugetlb(List<CgroupStats.Hugetlb> sizes) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (CgroupStats.Hugetlb size : sizes) {
            object.put(size.pageSize(), Map.of("usage", size.usageBytes(), "failcnt", size.limitHits()));
        }
        return object;
    }

    private static Map<String, Object> networkInterface(Traffic traffic) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("Name", traffic.name());
        object.put("RxBytes", traffic.receivedBytes());
        object.put("RxPackets", traffic.receivedPackets());
        object.put("RxErrors", traffic.receiveErrors());
        object.put("RxDropped", traffic.receiveDrops());
        object.put("TxBytes", traffic.sentBytes());
        object.put("TxPackets", traffic.sentPackets());
        object.put("TxErrors", traffic.sendErrors());
        object.put("TxDropped", traffic.sendDrops());
        return object;
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
