package shibafu.engine.metrics;

import java.time.Instant;
import java.util.OptionalLong;

/// What one container's cgroup files said at one moment. Counters are cumulative since the cgroup was made.
///
/// @param at wall clock, for people; `nanoTime` is monotonic, for rates
/// @param usageMicros CPU time used
/// @param periods enforcement periods that passed with a runnable process; `throttledPeriods` of them ran out of quota
/// @param throttledMicros time spent throttled
/// @param quotaMicros CPU time allowed in each period of `periodMicros`; empty: no limit
/// @param memoryBytes all memory charged; of it anonymous, page cache (`fileBytes`) and kernel
/// @param memoryLimitBytes empty: no limit
/// @param memoryHighBytes above which it is slowed down and memory taken back; empty: no such limit, or cgroup v1
/// @param memoryPeakBytes the most ever charged; empty where the kernel does not say
/// @param memoryHighEvents times that it was slowed down because of `memory.high`
/// @param oomKills processes killed for want of memory
/// @param pids processes and threads now; `pidsRefused` forks were refused
/// @param flow of disks and network, and time spent waiting
/// @param host what the CPUs of the whole machine did
public record Sample(
        Instant at,
        long nanoTime,
        long usageMicros,
        long userMicros,
        long systemMicros,
        long periods,
        long throttledPeriods,
        long throttledMicros,
        OptionalLong quotaMicros,
        OptionalLong periodMicros,
        long memoryBytes,
        long anonBytes,
        long fileBytes,
        long kernelBytes,
        long swapBytes,
        OptionalLong memoryLimitBytes,
        OptionalLong memoryHighBytes,
        OptionalLong memoryPeakBytes,
        long memoryHighEvents,
        long oomKills,
        long pids,
        OptionalLong pidsLimit,
        long pidsRefused,
        Flow flow,
        HostCpu host) {}
