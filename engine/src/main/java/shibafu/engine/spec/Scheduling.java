package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;

/// When the process gets a CPU and a disk.
public record Scheduling(
        Optional<Scheduler> scheduler, Optional<IoPriority> ioPriority, Optional<CpuAffinity> execCpuAffinity) {
    public static final Scheduling NONE = new Scheduling(Optional.empty(), Optional.empty(), Optional.empty());

    /// As for sched_setattr(2).
    ///
    /// @param policy `SCHED_OTHER`, `SCHED_FIFO`, ...
    /// @param flags `SCHED_FLAG_...`
    /// @param runtime of `SCHED_DEADLINE`, in nanoseconds, like `deadline` and `period`
    public record Scheduler(
            String policy, int nice, int priority, List<String> flags, long runtime, long deadline, long period) {
        public Scheduler {
            flags = List.copyOf(flags);
        }
    }

    /// As for ioprio_set(2).
    ///
    /// @param ioClass `IOPRIO_CLASS_RT`, `IOPRIO_CLASS_BE` or `IOPRIO_CLASS_IDLE`
    /// @param priority 0, the highest, to 7
    public record IoPriority(String ioClass, int priority) {}

    /// CPUs of a process that `exec` adds, as lists such as `0-3,7`.
    ///
    /// @param initial while it gets into the container's cgroup
    /// @param last from when it is in there
    public record CpuAffinity(Optional<String> initial, Optional<String> last) {}
}
