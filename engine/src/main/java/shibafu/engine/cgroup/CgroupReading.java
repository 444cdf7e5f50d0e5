package shibafu.engine.cgroup;

import java.util.Arrays;
import java.util.OptionalLong;

/// The numbers of one look at a cgroup, filled again and again: it is made once, so that a look costs no garbage. For
/// one thread at a time.
@SuppressWarnings("EnumOrdinal") // the place of a value in an array that nobody keeps
public final class CgroupReading {
    /// What is known of a cgroup. Bytes, microseconds and counts; counters go up from the making of the cgroup.
    public enum Value {
        CPU_USAGE_MICROS,
        CPU_USER_MICROS,
        CPU_SYSTEM_MICROS,
        CPU_PERIODS,
        CPU_THROTTLED_PERIODS,
        CPU_THROTTLED_MICROS,
        CPU_BURSTS,
        CPU_BURST_MICROS,
        CPU_QUOTA_MICROS,
        CPU_PERIOD_MICROS,
        MEMORY_USAGE_BYTES,
        MEMORY_ANON_BYTES,
        MEMORY_FILE_BYTES,
        MEMORY_INACTIVE_FILE_BYTES,
        MEMORY_SHMEM_BYTES,
        MEMORY_KERNEL_BYTES,
        MEMORY_KERNEL_STACK_BYTES,
        MEMORY_PERCPU_BYTES,
        MEMORY_SLAB_BYTES,
        MEMORY_SOCK_BYTES,
        MEMORY_SWAP_BYTES,
        MEMORY_FAULTS,
        MEMORY_MAJOR_FAULTS,
        MEMORY_LIMIT_BYTES,
        MEMORY_HIGH_BYTES,
        MEMORY_LOW_BYTES,
        MEMORY_MIN_BYTES,
        MEMORY_SWAP_LIMIT_BYTES,
        MEMORY_PEAK_BYTES,
        MEMORY_SWAP_PEAK_BYTES,
        MEMORY_LOW_EVENTS,
        MEMORY_HIGH_EVENTS,
        MEMORY_LIMIT_HITS,
        MEMORY_OOMS,
        MEMORY_OOM_KILLS,
        MEMORY_OOM_GROUP_KILLS,
        PIDS_CURRENT,
        PIDS_LIMIT,
        PIDS_PEAK,
        PIDS_REFUSED,
        IO_READ_BYTES,
        IO_WRITTEN_BYTES,
        IO_READS,
        IO_WRITES,
        IO_READ_LIMIT,
        IO_WRITE_LIMIT,
        CPU_PRESSURE_SOME_MICROS,
        CPU_PRESSURE_FULL_MICROS,
        MEMORY_PRESSURE_SOME_MICROS,
        MEMORY_PRESSURE_FULL_MICROS,
        IO_PRESSURE_SOME_MICROS,
        IO_PRESSURE_FULL_MICROS
    }

    private static final long ABSENT = Long.MIN_VALUE;

    private final long[] values = new long[Value.values().length];

    public CgroupReading() {
        clear();
    }

    void clear() {
        Arrays.fill(values, ABSENT);
    }

    /// A count or a size; 0 where the kernel does not say.
    public long count(Value value) {
        long number = values[value.ordinal()];
        return number == ABSENT ? 0 : number;
    }

    /// Whether the kernel says.
    public boolean has(Value value) {
        return values[value.ordinal()] != ABSENT;
    }

    /// A limit, or what not every kernel says; empty for no limit, or not said.
    public OptionalLong optional(Value value) {
        long number = values[value.ordinal()];
        return number == ABSENT ? OptionalLong.empty() : OptionalLong.of(number);
    }

    void set(Value value, long number) {
        values[value.ordinal()] = number;
    }

    void add(Value value, long number) {
        set(value, count(value) + number);
    }

    /// A file of one number, or none.
    void number(Value value, KernelText text) {
        if (!text.isEmpty()) {
            set(value, text.number());
        }
    }

    /// A file of one limit; left out where there is none.
    void limit(Value value, KernelText text) {
        long limit = text.limitOr(ABSENT);
        if (limit != ABSENT) {
            set(value, limit);
        }
    }
}
