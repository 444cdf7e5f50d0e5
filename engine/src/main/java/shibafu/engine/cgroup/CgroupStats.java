package shibafu.engine.cgroup;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.spec.BlockIo.Device;

/// What a cgroup's files say at one moment. Counters go up from the making of the cgroup; a controller that the cgroup
/// lacks says 0 and "no limit".
///
/// @param io each block device that it used
/// @param hugetlb each size of huge pages that the machine has
/// @param rdma each RDMA device
/// @param misc each resource of the `misc` controller
/// @param pressure what it had to wait for
public record CgroupStats(
        Cpu cpu,
        Memory memory,
        Pids pids,
        List<IoDevice> io,
        List<Hugetlb> hugetlb,
        List<Rdma> rdma,
        List<Misc> misc,
        Pressures pressure) {
    public CgroupStats {
        io = List.copyOf(io);
        hugetlb = List.copyOf(hugetlb);
        rdma = List.copyOf(rdma);
        misc = List.copyOf(misc);
    }

    /// @param usageMicros CPU time used by all that ever ran in it; `userMicros` of it outside the kernel,
    ///     `systemMicros` in it
    /// @param periods enforcement periods that passed while it wanted to run; in `throttledPeriods` the quota ran out
    /// @param throttledMicros time that its CPUs were kept from it
    /// @param quotaMicros CPU time in each period; empty: no limit
    /// @param periodMicros length of a period; empty: no cpu controller
    /// @param bursts periods in which it used more than its quota; by `burstMicros` in all
    public record Cpu(
            long usageMicros,
            long userMicros,
            long systemMicros,
            long periods,
            long throttledPeriods,
            long throttledMicros,
            OptionalLong quotaMicros,
            OptionalLong periodMicros,
            long bursts,
            long burstMicros) {}

    /// @param usageBytes all that is charged: `anonBytes` of its programs, `fileBytes` of page cache, `kernelBytes`
    /// @param swapBytes in swap, not in memory
    /// @param limitBytes of memory alone; empty: no limit
    /// @param swapLimitBytes of swap alone; empty: no limit, or not counted
    /// @param reservationBytes what it may keep when memory gets scarce (`memory.low`); empty: none set
    /// @param peakBytes the most ever charged; empty before Linux 5.19 on v2
    /// @param limitHits times that the limit was reached and memory had to be freed
    /// @param oomKills processes killed for want of memory
    /// @param workingSetBytes what is charged, less the page cache that was not used of late: what would hurt to lose
    /// @param detail what only a closer look asks for
    public record Memory(
            long usageBytes,
            long anonBytes,
            long fileBytes,
            long kernelBytes,
            long swapBytes,
            OptionalLong limitBytes,
            OptionalLong swapLimitBytes,
            OptionalLong reservationBytes,
            OptionalLong peakBytes,
            long limitHits,
            long oomKills,
            long workingSetBytes,
            MemoryDetail detail) {}

    /// @param shmemBytes in shared memory and tmpfs, a part of page cache
    /// @param slabBytes and `sockBytes`: parts of the kernel's, on v2 alone
    /// @param faults page faults; `majorFaults` of them had to wait for a disk
    /// @param highBytes above which it is slowed down, and `minBytes`, which is never taken from it: on v2 alone
    /// @param swapPeakBytes the most ever in swap; empty before Linux 6.5
    /// @param lowEvents times that it was taken from although below `memory.low`; `highEvents` that it was above
    ///     `memory.high`; `ooms` that nothing more could be freed; `oomGroupKills` that all of it was killed; on v2
    public record MemoryDetail(
            long shmemBytes,
            long slabBytes,
            long sockBytes,
            long faults,
            long majorFaults,
            OptionalLong highBytes,
            OptionalLong minBytes,
            OptionalLong swapPeakBytes,
            long lowEvents,
            long highEvents,
            long ooms,
            long oomGroupKills) {}

    /// @param current processes and threads now
    /// @param limit empty: no limit
    /// @param refused forks that failed because of the limit
    /// @param peak the most ever; empty before Linux 6.1
    public record Pids(long current, OptionalLong limit, long refused, OptionalLong peak) {}

    /// What went to and from one block device.
    public record IoDevice(
            Device device,
            long readBytes,
            long writtenBytes,
            long discardedBytes,
            long reads,
            long writes,
            long discards) {}

    /// @param pageSize as the kernel writes it: `2MB`
    /// @param limitHits times that the limit was reached
    /// @param reservedBytes promised to programs, whether used or not, and the limit on that
    public record Hugetlb(
            String pageSize,
            long usageBytes,
            OptionalLong limitBytes,
            long limitHits,
            long reservedBytes,
            OptionalLong reservedLimitBytes) {}

    /// Handles and objects of one RDMA device, and the limits on them; empty: no limit.
    public record Rdma(String device, long handles, long objects, OptionalLong handleLimit, OptionalLong objectLimit) {}

    /// @param limitHits times that the limit was reached
    public record Misc(String resource, long current, OptionalLong limit, long limitHits) {}

    /// Each is empty where the kernel does not say: without `psi=1`, or without a v2 tree.
    public record Pressures(Optional<Pressure> cpu, Optional<Pressure> memory, Optional<Pressure> io) {
        public static final Pressures NONE = new Pressures(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// @param some at least one of its tasks had to wait
    /// @param full all of them had to
    public record Pressure(Stall some, Stall full) {}

    /// @param avg10 share of the last 10 s, in percent; `avg60` and `avg300` of the last minute and five
    /// @param totalMicros since the making of the cgroup
    public record Stall(double avg10, double avg60, double avg300, long totalMicros) {}
}
