package shibafu.engine.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When the process gets a CPU and a disk.
public record Scheduling(
        Optional<Scheduler> scheduler, Optional<IoPriority> ioPriority, Optional<CpuAffinity> execCpuAffinity) {
    public static final Scheduling NONE = new Scheduling(Optional.empty(), Optional.empty(), Optional.empty());

    /// As for sched_setattr(2).
    ///
    /// @param policy one of `POLICIES`
    /// @param flags of `FLAGS`
    /// @param runtime of `SCHED_DEADLINE`, in nanoseconds, like `deadline` and `period`
    public record Scheduler(
            String policy, int nice, int priority, List<String> flags, long runtime, long deadline, long period) {
        /// The kernel's numbers (`linux/sched.h`).
        public static final Map<String, Integer> POLICIES = Map.of(
                "SCHED_OTHER", 0,
                "SCHED_FIFO", 1,
                "SCHED_RR", 2,
                "SCHED_BATCH", 3,
                "SCHED_ISO", 4,
                "SCHED_IDLE", 5,
                "SCHED_DEADLINE", 6);

        /// The kernel's bits.
        public static final Map<String, Long> FLAGS = Map.of(
                "SCHED_FLAG_RESET_ON_FORK", 0x01L,
                "SCHED_FLAG_RECLAIM", 0x02L,
                "SCHED_FLAG_DL_OVERRUN", 0x04L,
                "SCHED_FLAG_KEEP_POLICY", 0x08L,
                "SCHED_FLAG_KEEP_PARAMS", 0x10L,
                "SCHED_FLAG_UTIL_CLAMP_MIN", 0x20L,
                "SCHED_FLAG_UTIL_CLAMP_MAX", 0x40L);

        public Scheduler {
            flags = List.copyOf(flags);
        }
    }

    /// As for ioprio_set(2).
    ///
    /// @param ioClass one of `CLASSES`
    /// @param priority 0, the highest, to 7
    public record IoPriority(String ioClass, int priority) {
        /// The kernel's numbers (`linux/ioprio.h`).
        public static final Map<String, Integer> CLASSES =
                Map.of("IOPRIO_CLASS_RT", 1, "IOPRIO_CLASS_BE", 2, "IOPRIO_CLASS_IDLE", 3);
    }

    /// CPUs of a process that `exec` adds, as lists such as `0-3,7`.
    ///
    /// @param initial while it gets into the container's cgroup
    /// @param last from when it is in there
    public record CpuAffinity(Optional<String> initial, Optional<String> last) {}
}
