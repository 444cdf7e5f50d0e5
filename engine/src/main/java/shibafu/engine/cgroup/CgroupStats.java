package shibafu.engine.cgroup;

import java.util.OptionalLong;

/// What a cgroup's files say at one moment. Counters go up from the making of the cgroup; a controller that the cgroup
/// lacks says 0 and "no limit".
public record CgroupStats(Cpu cpu, Memory memory, Pids pids) {

    /// @param usageMicros CPU time used by all that ever ran in it; `userMicros` of it outside the kernel,
    ///     `systemMicros` in it
    /// @param periods enforcement periods that passed while it wanted to run; in `throttledPeriods` the quota ran out
    /// @param throttledMicros time that its CPUs were kept from it
    /// @param quotaMicros CPU time in each period; empty: no limit
    /// @param periodMicros length of a period; empty: no cpu controller
    public record Cpu(
            long usageMicros,
            long userMicros,
            long systemMicros,
            long periods,
            long throttledPeriods,
            long throttledMicros,
            OptionalLong quotaMicros,
            OptionalLong periodMicros) {}

    /// @param usageBytes all that is charged: `anonBytes` of its programs, `fileBytes` of page cache, `kernelBytes`
    /// @param swapBytes in swap, not in memory
    /// @param limitBytes of memory alone; empty: no limit
    /// @param swapLimitBytes of swap alone; empty: no limit, or not counted
    /// @param reservationBytes what it may keep when memory gets scarce; empty: none set
    /// @param peakBytes the most ever charged; empty before Linux 5.19 on v2
    /// @param limitHits times that the limit was reached and memory had to be freed
    /// @param oomKills processes killed for want of memory
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
            long oomKills) {}

    /// @param current processes and threads now
    /// @param limit empty: no limit
    /// @param refused forks that failed because of the limit
    public record Pids(long current, OptionalLong limit, long refused) {}
}
