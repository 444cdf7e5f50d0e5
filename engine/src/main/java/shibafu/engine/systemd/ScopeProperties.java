package shibafu.engine.systemd;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.cgroup.CgroupWrite;

/// What is written to a v2 cgroup in systemd's words (systemd.resource-control(5)), as far as it has any. Limits by
/// device, huge pages and rdma it has not, or only in part: they are written to the files alone.
final class ScopeProperties {
    private static final long SECOND_MICROS = 1_000_000;
    /// systemd keeps whole percents of a CPU.
    private static final long QUOTA_STEP_MICROS = 10_000;

    private static final Map<String, String> NUMBERS = Map.of(
            "memory.max", "MemoryMax",
            "memory.high", "MemoryHigh",
            "memory.low", "MemoryLow",
            "memory.min", "MemoryMin",
            "memory.swap.max", "MemorySwapMax",
            "cpu.weight", "CPUWeight",
            "pids.max", "TasksMax");

    private ScopeProperties() {}

    /// For a scope that begins with a process: nothing that the writes do not say is limited.
    static List<Property> ofNew(ScopeUnit unit, String description, int pid, List<CgroupWrite> writes) {
        List<Property> properties = new ArrayList<>(List.of(
                new Property("Description", description),
                new Property("Slice", unit.slice()),
                new Property("Delegate", true),
                new Property("DefaultDependencies", false),
                // Else one that lost a process to its memory limit would stay behind as failed.
                new Property("CollectMode", "inactive-or-failed"),
                new Property("CPUAccounting", true),
                new Property("MemoryAccounting", true),
                new Property("IOAccounting", true),
                new Property("TasksAccounting", true),
                new Property("PIDs", new int[] {pid})));
        Map<String, Property> limits = of(writes);
        // systemd's default is 15% of what the machine can have.
        limits.putIfAbsent("TasksMax", Property.number("TasksMax", Property.INFINITY));
        properties.addAll(limits.values());
        return properties;
    }

    static List<Property> ofChange(List<CgroupWrite> writes) {
        return List.copyOf(of(writes).values());
    }

    private static Map<String, Property> of(List<CgroupWrite> writes) {
        Map<String, Property> properties = new LinkedHashMap<>();
        for (CgroupWrite write : writes) {
            String file = write.file().getFileName().toString();
            for (Property property : of(file, write.value().strip())) {
                properties.put(property.name(), property);
            }
        }
        return properties;
    }

    private static List<Property> of(String file, String value) {
        String name = NUMBERS.get(file);
        if (name != null) {
            return List.of(Property.number(name, number(value)));
        }
        return switch (file) {
            case "cpu.max" -> quota(value);
            // A weight of 0 is systemd's word for it; back from it leads a weight.
            case "cpu.idle" -> value.equals("1") ? List.of(Property.number("CPUWeight", 0)) : List.of();
            case "cpuset.cpus" -> List.of(new Property("AllowedCPUs", mask(value)));
            case "cpuset.mems" -> List.of(new Property("AllowedMemoryNodes", mask(value)));
            default -> List.of();
        };
    }

    private static long number(String value) {
        return value.equals("max") ? Property.INFINITY : Long.parseLong(value);
    }

    /// `quota period`, or `max period`.
    private static List<Property> quota(String value) {
        String[] words = value.split(" ", 2);
        List<Property> properties = new ArrayList<>();
        long period = words.length > 1 ? Long.parseLong(words[1]) : 100_000;
        long quota = number(words[0]);
        properties.add(Property.number("CPUQuotaPeriodUSec", period));
        properties.add(Property.number(
                "CPUQuotaPerSecUSec",
                quota == Property.INFINITY ? quota : roundedUp(Math.ceilDiv(quota * SECOND_MICROS, period))));
        return properties;
    }

    private static long roundedUp(long micros) {
        return Math.ceilDiv(micros, QUOTA_STEP_MICROS) * QUOTA_STEP_MICROS;
    }

    /// A list such as `0-2,7` as bits, the lowest first.
    private static byte[] mask(String list) {
        BitSet bits = new BitSet();
        for (String range : list.split(",", -1)) {
            if (!range.isBlank()) {
                String[] ends = range.strip().split("-", 2);
                bits.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
            }
        }
        return bits.toByteArray();
    }
}
