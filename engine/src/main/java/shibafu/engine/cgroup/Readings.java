package shibafu.engine.cgroup;

import shibafu.engine.cgroup.CgroupReading.Value;

/// Turns numbers into records.
final class Readings {
    private Readings() {}

    static CgroupStats.Cpu cpu(CgroupReading from) {
        return new CgroupStats.Cpu(
                from.count(Value.CPU_USAGE_MICROS),
                from.count(Value.CPU_USER_MICROS),
                from.count(Value.CPU_SYSTEM_MICROS),
                from.count(Value.CPU_PERIODS),
                from.count(Value.CPU_THROTTLED_PERIODS),
                from.count(Value.CPU_THROTTLED_MICROS),
                from.optional(Value.CPU_QUOTA_MICROS),
                from.optional(Value.CPU_PERIOD_MICROS),
                from.count(Value.CPU_BURSTS),
                from.count(Value.CPU_BURST_MICROS));
    }

    static CgroupStats.Memory memory(CgroupReading from) {
        long usage = from.count(Value.MEMORY_USAGE_BYTES);
        return new CgroupStats.Memory(
                usage,
                from.count(Value.MEMORY_ANON_BYTES),
                from.count(Value.MEMORY_FILE_BYTES),
                from.count(Value.MEMORY_KERNEL_BYTES),
                from.count(Value.MEMORY_SWAP_BYTES),
                from.optional(Value.MEMORY_LIMIT_BYTES),
                from.optional(Value.MEMORY_SWAP_LIMIT_BYTES),
                from.optional(Value.MEMORY_LOW_BYTES),
                from.optional(Value.MEMORY_PEAK_BYTES),
                from.count(Value.MEMORY_LIMIT_HITS),
                from.count(Value.MEMORY_OOM_KILLS),
                Math.max(0, usage - from.count(Value.MEMORY_INACTIVE_FILE_BYTES)),
                new CgroupStats.MemoryDetail(
                        from.count(Value.MEMORY_SHMEM_BYTES),
                        from.count(Value.MEMORY_SLAB_BYTES),
                        from.count(Value.MEMORY_SOCK_BYTES),
                        from.count(Value.MEMORY_FAULTS),
                        from.count(Value.MEMORY_MAJOR_FAULTS),
                        from.optional(Value.MEMORY_HIGH_BYTES),
                        from.optional(Value.MEMORY_MIN_BYTES),
                        from.optional(Value.MEMORY_SWAP_PEAK_BYTES),
                        from.count(Value.MEMORY_LOW_EVENTS),
                        from.count(Value.MEMORY_HIGH_EVENTS),
                        from.count(Value.MEMORY_OOMS),
                        from.count(Value.MEMORY_OOM_GROUP_KILLS)));
    }

    static CgroupStats.Pids pids(CgroupReading from) {
        return new CgroupStats.Pids(
                from.count(Value.PIDS_CURRENT),
                from.optional(Value.PIDS_LIMIT),
                from.count(Value.PIDS_REFUSED),
                from.optional(Value.PIDS_PEAK));
    }
}
