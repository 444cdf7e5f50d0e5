package shibafu.engine.cgroup;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.spec.BlockIo.Device;

/// What a cgroup's own files say of its limits, whatever the cgroups above it say. `-1` is no limit; empty is no such
/// file: the kernel, or its version of cgroups, knows none.
///
/// @param swapBytes swap alone, on v1 too, where the file counts memory and swap together
/// @param weight `cpu.weight` on v2, 1 to 10000; `cpu.shares` on v1, 2 to 262144
/// @param disks of each disk that has a limit, its four
public record OwnLimits(
        OptionalLong memoryBytes,
        OptionalLong memoryHighBytes,
        OptionalLong swapBytes,
        OptionalLong quotaMicros,
        OptionalLong periodMicros,
        OptionalLong weight,
        OptionalLong pids,
        Map<Device, Rates> disks) {
    private static final long NONE = -1;

    public OwnLimits {
        disks = Map.copyOf(disks);
    }

    /// What a disk is held to in a second: bytes, and operations. `-1` is no limit.
    public record Rates(long readBytes, long writtenBytes, long reads, long writes) {
        public static final Rates UNLIMITED = new Rates(NONE, NONE, NONE, NONE);

        private Rates with(String key, long rate) {
            return switch (key) {
                case "rbps", "read_bps" -> new Rates(rate, writtenBytes, reads, writes);
                case "wbps", "write_bps" -> new Rates(readBytes, rate, reads, writes);
                case "riops", "read_iops" -> new Rates(readBytes, writtenBytes, rate, writes);
                case "wiops", "write_iops" -> new Rates(readBytes, writtenBytes, reads, rate);
                default -> this;
            };
        }
    }

    static OwnLimits of(ControllerFolders folders) {
        boolean memoryV1 = folders.version("memory") == CgroupVersion.V1;
        boolean cpuV1 = folders.version("cpu") == CgroupVersion.V1;
        Optional<Folder> memory = folders.folder("memory");
        Optional<Folder> cpu = folders.folder("cpu");
        OptionalLong limit = limit(memory, memoryV1 ? "memory.limit_in_bytes" : "memory.max");
        return new OwnLimits(
                limit,
                memoryV1 ? OptionalLong.empty() : limit(memory, "memory.high"),
                memoryV1 ? swap(limit, limit(memory, "memory.memsw.limit_in_bytes")) : limit(memory, "memory.swap.max"),
                limit(cpu, cpuV1 ? "cpu.cfs_quota_us" : "cpu.max"),
                cpuV1 ? limit(cpu, "cpu.cfs_period_us") : number(cpu, "cpu.max", 1),
                number(cpu, cpuV1 ? "cpu.shares" : "cpu.weight", 0),
                limit(folders.folder("pids"), "pids.max"),
                folders.version("blkio") == CgroupVersion.V1
                        ? disksV1(folders.folder("blkio"))
                        : disksV2(folders.folder("io")));
    }

    private static OptionalLong limit(Optional<Folder> folder, String file) {
        Optional<String> text = folder.flatMap(at -> at.text(file)).filter(value -> !value.isBlank());
        return text.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(KernelText.limitOf(text.get()).orElse(NONE));
    }

    private static OptionalLong number(Optional<Folder> folder, String file, int word) {
        Optional<String> text = folder.flatMap(at -> at.text(file)).filter(value -> !value.isBlank());
        return text.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(KernelText.of(text.get()).number(word));
    }

    private static OptionalLong swap(OptionalLong memory, OptionalLong sum) {
        if (sum.isEmpty() || sum.getAsLong() == NONE) {
            return sum;
        }
        return OptionalLong.of(Math.max(0, sum.getAsLong() - Math.max(0, memory.orElse(0))));
    }

    /// A file for each of the four, with lines such as `8:0 1048576`.
    private static Map<Device, Rates> disksV1(Optional<Folder> folder) {
        Map<Device, Rates> disks = new HashMap<>();
        for (String key : new String[] {"read_bps", "write_bps", "read_iops", "write_iops"}) {
            String text = folder.flatMap(at -> at.text("blkio.throttle." + key + "_device"))
                    .orElse("");
            text.lines().forEach(line -> {
                int space = line.indexOf(' ');
                long rate = KernelText.of(line.substring(space + 1)).number();
                if (rate > 0) {
                    Device device = Device.parse(line.substring(0, space));
                    disks.put(
                            device, disks.getOrDefault(device, Rates.UNLIMITED).with(key, rate));
                }
            });
        }
        return disks;
    }

    /// Lines such as `8:0 rbps=1048576 wbps=max riops=max wiops=max`.
    private static Map<Device, Rates> disksV2(Optional<Folder> folder) {
        Map<Device, Rates> disks = new HashMap<>();
        folder.flatMap(at -> at.text("io.max")).orElse("").lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            Rates rates = Rates.UNLIMITED;
            for (int i = 1; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                OptionalLong rate = KernelText.limitOf(words[i].substring(equals + 1));
                rates = rates.with(words[i].substring(0, Math.max(0, equals)), rate.orElse(NONE));
            }
            disks.put(Device.parse(words[0]), rates);
        });
        return disks;
    }
}
