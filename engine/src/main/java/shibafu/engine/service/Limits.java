package shibafu.engine.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.cgroup.CgroupVersion;
import shibafu.engine.cgroup.OwnLimits;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.spec.BlockIo;
import shibafu.engine.spec.BlockIo.Device;
import shibafu.engine.spec.BlockIo.Throttle;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.UnsaidSwap;

/// Turns a screen's limits into resources, and what a cgroup says into a screen's limits.
final class Limits {
    private static final Path DEVICES = Path.of("/sys/dev/block");
    private static final Path DISKS = Path.of("/sys/block");

    private Limits() {}

    /// What is asked of a new container.
    static Resources resources(LimitChange change) {
        Resources.Memory memory = new Resources.Memory(
                change.memoryBytes(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), false, false);
        return Resources.NONE
                .withMemory(memory)
                .withCpu(cpu(change, OptionalLong.empty()))
                .withPidsLimit(change.pids());
    }

    /// What one that stands is to have.
    static Resources ofChange(LimitChange change, Container container) {
        return UnsaidSwap.ofChange(
                resources(change, container.cgroup()),
                container.config().linux().resources());
    }

    private static Resources resources(LimitChange change, Cgroup cgroup) {
        boolean v2 = isV2(cgroup);
        OptionalLong weight = change.value(Limit.CPU_WEIGHT);
        Resources resources = resources(change)
                .withCpu(cpu(change, v2 ? OptionalLong.empty() : weight))
                .withBlockIo(blockIo(change));
        if (v2) {
            Map<String, String> files = new HashMap<>();
            for (Limit limit : List.of(Limit.MEMORY_HIGH, Limit.SWAP_MAX, Limit.CPU_WEIGHT)) {
                change.value(limit).ifPresent(value -> files.put(limit.file(true), orMax(value)));
            }
            keepSwap(change, cgroup).ifPresent(swap -> files.put(Limit.SWAP_MAX.file(true), orMax(swap)));
            return resources.withUnified(files);
        }
        if (change.value(Limit.MEMORY_HIGH).isPresent()) {
            throw new ShibafuException("set memory.high: cgroup v1 has none; set memory.max instead");
        }
        return change.value(Limit.SWAP_MAX).isPresent()
                ? resources.withMemory(withSwap(change, cgroup.ownLimits()))
                : resources;
    }

    /// To OCI, no limit on memory means none on swap; here each is turned by itself.
    private static OptionalLong keepSwap(LimitChange change, Cgroup cgroup) {
        boolean lifted =
                change.memoryBytes().isPresent() && change.memoryBytes().getAsLong() < 0;
        return lifted && change.value(Limit.SWAP_MAX).isEmpty()
                ? cgroup.ownLimits().swapBytes()
                : OptionalLong.empty();
    }

    private static Resources.Memory withSwap(LimitChange change, OwnLimits own) {
        long swap = change.value(Limit.SWAP_MAX).orElse(LimitChange.UNLIMITED);
        long memory = change.memoryBytes().orElse(own.memoryBytes().orElse(LimitChange.UNLIMITED));
        if (swap >= 0 && memory < 0) {
            throw new ShibafuException(
                    "limit swap to " + swap + " bytes: cgroup v1 limits it together with memory; limit memory too");
        }
        return new Resources.Memory(
                change.memoryBytes(),
                OptionalLong.empty(),
                OptionalLong.of(swap < 0 ? swap : memory + swap),
                OptionalInt.empty(),
                false,
                false);
    }

    private static Resources.Cpu cpu(LimitChange change, OptionalLong shares) {
        return new Resources.Cpu(
                shares,
                change.quotaMicros(),
                change.periodMicros(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private static BlockIo blockIo(LimitChange change) {
        if (change.disk().isEmpty()) {
            return BlockIo.NONE;
        }
        Device device = Device.parse(change.disk().get());
        return new BlockIo(
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                throttle(device, change.value(Limit.READ_BYTES)),
                throttle(device, change.value(Limit.WRITTEN_BYTES)),
                throttle(device, change.value(Limit.READS)),
                throttle(device, change.value(Limit.WRITES)));
    }

    private static List<Throttle> throttle(Device device, OptionalLong rate) {
        return rate.isPresent() ? List.of(new Throttle(device, Math.max(0, rate.getAsLong()))) : List.of();
    }

    /// What a cgroup has now.
    static HeldLimits held(Cgroup cgroup) {
        OwnLimits own = cgroup.ownLimits();
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        put(values, Limit.MEMORY_MAX, own.memoryBytes());
        put(values, Limit.MEMORY_HIGH, own.memoryHighBytes());
        put(values, Limit.SWAP_MAX, own.swapBytes());
        put(values, Limit.CPU_QUOTA, own.quotaMicros());
        put(values, Limit.CPU_PERIOD, own.periodMicros());
        put(values, Limit.CPU_WEIGHT, own.weight());
        put(values, Limit.PIDS_MAX, own.pids());
        List<HeldLimits.Disk> disks = new ArrayList<>();
        for (String numbers : disks(cgroup, own)) {
            OwnLimits.Rates rates = own.disks().getOrDefault(Device.parse(numbers), OwnLimits.Rates.UNLIMITED);
            disks.add(new HeldLimits.Disk(
                    numbers,
                    node(numbers),
                    Map.of(
                            Limit.READ_BYTES, rates.readBytes(),
                            Limit.WRITTEN_BYTES, rates.writtenBytes(),
                            Limit.READS, rates.reads(),
                            Limit.WRITES, rates.writes())));
        }
        return new HeldLimits(isV2(cgroup), values, disks);
    }

    private static void put(Map<Limit, Long> values, Limit limit, OptionalLong value) {
        value.ifPresent(present -> values.put(limit, present));
    }

    private static boolean isV2(Cgroup cgroup) {
        return cgroup.version("memory") == CgroupVersion.V2;
    }

    private static Set<String> disks(Cgroup cgroup, OwnLimits own) {
        Set<String> disks = new TreeSet<>();
        own.disks().keySet().forEach(device -> disks.add(device.toString()));
        cgroup.stats().map(CgroupStats::io).orElse(List.of()).stream()
                .filter(device -> device.reads() + device.writes() > 0)
                .forEach(device -> disks.add(device.device().toString()));
        if (disks.isEmpty()) {
            machineDisks().forEach(disks::add);
        }
        return disks;
    }

    /// Those with hardware behind them, even if it is only a hypervisor's.
    private static List<String> machineDisks() {
        try (Stream<Path> all = Files.list(DISKS)) {
            return all.filter(disk -> Files.exists(disk.resolve("device")))
                    .flatMap(disk -> text(disk.resolve("dev")).stream())
                    .toList();
        } catch (IOException e) {
            return List.of(); // a machine without sysfs is none that could be asked
        }
    }

    private static String node(String numbers) {
        return text(DEVICES.resolve(numbers).resolve("uevent")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("DEVNAME="))
                .map(line -> line.substring("DEVNAME=".length()))
                .findFirst()
                .orElse(numbers);
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String orMax(long value) {
        return value < 0 ? "max" : Long.toString(value);
    }
}
