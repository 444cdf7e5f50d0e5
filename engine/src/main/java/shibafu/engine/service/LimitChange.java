package shibafu.engine.service;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Limits to set; an absent one stays as it is, `-1` takes a limit away.
///
/// @param values in the unit of each [Limit]; a quota without a period is one of 100,000
/// @param disk which one the limits of a disk are for, by its numbers (`8:0`)
public record LimitChange(Map<Limit, Long> values, Optional<String> disk) {
    public static final long UNLIMITED = -1;
    public static final LimitChange NONE = new LimitChange(Map.of(), Optional.empty());

    public LimitChange {
        Map<Limit, Long> copy = new EnumMap<>(Limit.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /// The limits that most containers have.
    public LimitChange(
            OptionalLong memoryBytes, OptionalLong quotaMicros, OptionalLong periodMicros, OptionalLong pids) {
        this(of(memoryBytes, quotaMicros, periodMicros, pids), Optional.empty());
    }

    private static Map<Limit, Long> of(
            OptionalLong memory, OptionalLong quota, OptionalLong period, OptionalLong pids) {
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        memory.ifPresent(value -> values.put(Limit.MEMORY_MAX, value));
        quota.ifPresent(value -> values.put(Limit.CPU_QUOTA, value));
        period.ifPresent(value -> values.put(Limit.CPU_PERIOD, value));
        pids.ifPresent(value -> values.put(Limit.PIDS_MAX, value));
        return values;
    }

    public OptionalLong value(Limit limit) {
        Long value = values.get(limit);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    public LimitChange with(Limit limit, long value) {
        Map<Limit, Long> more = new EnumMap<>(Limit.class);
        more.putAll(values);
        more.put(limit, value);
        return new LimitChange(more, disk);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public OptionalLong memoryBytes() {
        return value(Limit.MEMORY_MAX);
    }

    public OptionalLong quotaMicros() {
        return value(Limit.CPU_QUOTA);
    }

    public OptionalLong periodMicros() {
        return value(Limit.CPU_PERIOD);
    }

    public OptionalLong pids() {
        return value(Limit.PIDS_MAX);
    }
}
