package shibafu.engine.service;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The limits that a container's own cgroup has now. A limit that is absent can't be set on this machine; `-1` is no
/// limit.
///
/// @param v2 whether the files are those of cgroup v2
/// @param values those that are of no disk
/// @param disks each disk that it has used or is held to a rate of; if there is none, those of the machine
public record HeldLimits(boolean v2, Map<Limit, Long> values, List<Disk> disks) {
    public HeldLimits {
        Map<Limit, Long> copy = new EnumMap<>(Limit.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
        disks = List.copyOf(disks);
    }

    /// A disk and its limits.
    ///
    /// @param numbers as the kernel counts it: `8:0`
    /// @param node its name in `/dev`: `sda`; the numbers where it has none
    public record Disk(String numbers, String node, Map<Limit, Long> values) {
        public Disk {
            Map<Limit, Long> copy = new EnumMap<>(Limit.class);
            copy.putAll(values);
            values = Collections.unmodifiableMap(copy);
        }
    }

    public OptionalLong value(Limit limit) {
        Long value = values.get(limit);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// What would undo a change of these limits.
    public LimitChange undo(LimitChange change) {
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        Map<Limit, Long> ofDisk = disks.stream()
                .filter(disk -> change.disk().equals(Optional.of(disk.numbers())))
                .map(Disk::values)
                .findFirst()
                .orElse(Map.of());
        for (Limit limit : change.values().keySet()) {
            Long held = limit.isOfDisk() ? ofDisk.get(limit) : this.values.get(limit);
            if (held != null) {
                values.put(limit, held);
            }
        }
        // Taking away the limit on memory takes away v1's limit on the sum too: there is no other way.
        if (!v2
                && change.memoryBytes().orElse(0) == LimitChange.UNLIMITED
                && value(Limit.SWAP_MAX).isPresent()) {
            values.put(Limit.SWAP_MAX, value(Limit.SWAP_MAX).getAsLong());
        }
        return new LimitChange(values, change.disk());
    }
}
