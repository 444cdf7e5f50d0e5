package shibafu.engine.cgroup;

import java.io.IOException;
import shibafu.engine.cgroup.CgroupReading.Value;

/// Reads what [MemoryController] limits.
final class MemoryStats {
    private static final KeyTable STAT_V1 = KeyTable.table()
            .with("total_rss", Value.MEMORY_ANON_BYTES)
            .with("total_cache", Value.MEMORY_FILE_BYTES)
            .with("total_inactive_file", Value.MEMORY_INACTIVE_FILE_BYTES)
            .with("total_shmem", Value.MEMORY_SHMEM_BYTES)
            .with("total_swap", Value.MEMORY_SWAP_BYTES)
            .with("total_pgfault", Value.MEMORY_FAULTS)
            .with("total_pgmajfault", Value.MEMORY_MAJOR_FAULTS)
            .build();
    private static final KeyTable STAT_V2 = KeyTable.table()
            .with("anon", Value.MEMORY_ANON_BYTES)
            .with("file", Value.MEMORY_FILE_BYTES)
            .with("inactive_file", Value.MEMORY_INACTIVE_FILE_BYTES)
            .with("shmem", Value.MEMORY_SHMEM_BYTES)
            .with("kernel", Value.MEMORY_KERNEL_BYTES)
            .with("kernel_stack", Value.MEMORY_KERNEL_STACK_BYTES)
            .with("percpu", Value.MEMORY_PERCPU_BYTES)
            .with("slab", Value.MEMORY_SLAB_BYTES)
            .with("sock", Value.MEMORY_SOCK_BYTES)
            .with("pgfault", Value.MEMORY_FAULTS)
            .with("pgmajfault", Value.MEMORY_MAJOR_FAULTS)
            .build();
    private static final KeyTable EVENTS = KeyTable.table()
            .with("low", Value.MEMORY_LOW_EVENTS)
            .with("high", Value.MEMORY_HIGH_EVENTS)
            .with("max", Value.MEMORY_LIMIT_HITS)
            .with("oom", Value.MEMORY_OOMS)
            .with("oom_kill", Value.MEMORY_OOM_KILLS)
            .with("oom_group_kill", Value.MEMORY_OOM_GROUP_KILLS)
            .build();
    private static final KeyTable OOM_CONTROL =
            KeyTable.table().with("oom_kill", Value.MEMORY_OOM_KILLS).build();

    private MemoryStats() {}

    static void v1(StatFolder folder, CgroupReading into) throws IOException {
        into.number(Value.MEMORY_USAGE_BYTES, folder.text("memory.usage_in_bytes"));
        into.limit(Value.MEMORY_LIMIT_BYTES, folder.text("memory.limit_in_bytes"));
        into.limit(Value.MEMORY_SWAP_LIMIT_BYTES, folder.text("memory.memsw.limit_in_bytes"));
        if (into.has(Value.MEMORY_SWAP_LIMIT_BYTES)) { // it is the sum of both
            long swap = into.count(Value.MEMORY_SWAP_LIMIT_BYTES) - into.count(Value.MEMORY_LIMIT_BYTES);
            into.set(Value.MEMORY_SWAP_LIMIT_BYTES, Math.max(0, swap));
        }
        into.limit(Value.MEMORY_PEAK_BYTES, folder.text("memory.max_usage_in_bytes"));
        into.limit(Value.MEMORY_LOW_BYTES, folder.text("memory.soft_limit_in_bytes"));
        into.number(Value.MEMORY_KERNEL_BYTES, folder.text("memory.kmem.usage_in_bytes"));
        into.add(Value.MEMORY_LIMIT_HITS, folder.text("memory.failcnt").number());
        // This one alone counts where both limits are the same.
        into.add(Value.MEMORY_LIMIT_HITS, folder.text("memory.memsw.failcnt").number());
        OOM_CONTROL.read(folder.text("memory.oom_control"), into);
        STAT_V1.read(folder.text("memory.stat"), into);
    }

    static void v2(StatFolder folder, CgroupReading into) throws IOException {
        into.number(Value.MEMORY_USAGE_BYTES, folder.text("memory.current"));
        into.limit(Value.MEMORY_LIMIT_BYTES, folder.text("memory.max"));
        into.limit(Value.MEMORY_HIGH_BYTES, folder.text("memory.high"));
        positive(Value.MEMORY_LOW_BYTES, folder.text("memory.low"), into);
        positive(Value.MEMORY_MIN_BYTES, folder.text("memory.min"), into);
        into.number(Value.MEMORY_SWAP_BYTES, folder.text("memory.swap.current"));
        into.limit(Value.MEMORY_SWAP_LIMIT_BYTES, folder.text("memory.swap.max"));
        into.limit(Value.MEMORY_PEAK_BYTES, folder.text("memory.peak"));
        into.limit(Value.MEMORY_SWAP_PEAK_BYTES, folder.text("memory.swap.peak"));
        EVENTS.read(folder.text("memory.events"), into);
        STAT_V2.read(folder.text("memory.stat"), into);
        if (!into.has(Value.MEMORY_KERNEL_BYTES)) { // it came with 5.18; before, its parts have to do
            into.set(
                    Value.MEMORY_KERNEL_BYTES,
                    into.count(Value.MEMORY_KERNEL_STACK_BYTES)
                            + into.count(Value.MEMORY_SLAB_BYTES)
                            + into.count(Value.MEMORY_PERCPU_BYTES)
                            + into.count(Value.MEMORY_SOCK_BYTES));
        }
    }

    /// A protection of 0 is none.
    private static void positive(Value value, KernelText text, CgroupReading into) {
        if (text.number() > 0) {
            into.limit(value, text);
        }
    }
}
