package shibafu.engine.cgroup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import shibafu.engine.cgroup.CgroupReading.Value;
import shibafu.engine.spec.Resources;

/// `cpu`: shares of it, and a quota of time in each period. 0 means that nothing is asked for.
final class CpuController implements Controller {
    private static final long MIN_SHARES = 2;
    private static final long MAX_SHARES = 262_144;
    private static final long DEFAULT_PERIOD_MICROS = 100_000;

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public boolean needed(Resources wanted) {
        Resources.Cpu cpu = wanted.cpu();
        return set(cpu.shares())
                || set(cpu.quotaMicros())
                || set(cpu.periodMicros())
                || cpu.burstMicros().isPresent()
                || cpu.idle().isPresent()
                || realtime(cpu);
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        Resources.Cpu cpu = wanted.cpu();
        List<CgroupWrite> weight = new ArrayList<>();
        if (set(cpu.shares())) {
            weight.add(folder.set("cpu.shares", checkedShares(cpu.shares().getAsLong())));
        }
        List<CgroupWrite> writes = new ArrayList<>(withIdle(cpu, folder, weight));
        writes.addAll(withBurst(cpu, folder, bandwidthV1(cpu, folder), "cpu.cfs_burst_us", () -> quotaV1(folder)));
        writes.addAll(realtimeV1(cpu, folder));
        return writes;
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        Resources.Cpu cpu = wanted.cpu();
        if (realtime(cpu)) {
            throw new CgroupException(
                    "set realtime CPU limits: cgroup v2 has none; leave out realtimeRuntime and realtimePeriod");
        }
        List<CgroupWrite> weight = new ArrayList<>();
        if (set(cpu.shares())) {
            weight.add(folder.set("cpu.weight", weight(cpu.shares().getAsLong())));
        }
        List<CgroupWrite> writes = new ArrayList<>(withIdle(cpu, folder, weight));
        writes.addAll(withBurst(cpu, folder, bandwidthV2(cpu, folder), "cpu.max.burst", () -> quotaV2(folder)));
        return writes;
    }

    /// The kernel clamps silently; runc reads back and complains, in these words.
    private static long checkedShares(long shares) {
        if (shares < MIN_SHARES) {
            throw new CgroupException("set cpu shares " + shares + ": the minimum allowed cpu-shares is " + MIN_SHARES);
        }
        if (shares > MAX_SHARES) {
            throw new CgroupException("set cpu shares " + shares + ": the maximum allowed cpu-shares is " + MAX_SHARES);
        }
        return shares;
    }

    /// v1's shares as v2's weight, by the curve that maps 2 to 1, 1024 to 100 and 262144 to 10000, as all runtimes do
    /// since 2025.
    static long weight(long shares) {
        if (shares <= MIN_SHARES) {
            return 1;
        }
        if (shares >= MAX_SHARES) {
            return 10_000;
        }
        double log = Math.log((double) shares) / Math.log(2);
        double exponent = (log * log + 125 * log) / 612.0 - 7.0 / 34.0;
        return (long) Math.ceil(Math.pow(10, exponent));
    }

    /// An idle cgroup takes no weight, so it stops being idle before it gets one and becomes idle after.
    private static List<CgroupWrite> withIdle(Resources.Cpu cpu, Folder folder, List<CgroupWrite> weight) {
        if (cpu.idle().isEmpty()) {
            return weight;
        }
        CgroupWrite idle = folder.set("cpu.idle", cpu.idle().getAsLong());
        return cpu.idle().getAsLong() == 0 ? join(List.of(idle), weight) : join(weight, List.of(idle));
    }

    /// A burst is never above the quota: with a smaller quota to come it is set first, with a larger one after.
    private static List<CgroupWrite> withBurst(
            Resources.Cpu cpu,
            Folder folder,
            List<CgroupWrite> bandwidth,
            String file,
            Supplier<OptionalLong> quotaOfNow) {
        if (cpu.burstMicros().isEmpty()) {
            return bandwidth;
        }
        long micros = cpu.burstMicros().getAsLong();
        // Burst came with 5.14 to v1 and v2; none is what an older kernel does anyway.
        List<CgroupWrite> burst = List.of(micros == 0 ? folder.setIfPresent(file, micros) : folder.set(file, micros));
        OptionalLong quotaNow = quotaOfNow.get();
        boolean fitsNow = quotaNow.isPresent() && micros <= quotaNow.getAsLong();
        return fitsNow ? join(burst, bandwidth) : join(bandwidth, burst);
    }

    /// The kernel holds quota/period at or below the parent's at every moment. Of the two ways from the old ratio to
    /// the new one, the one over a smaller ratio is always allowed: a longer period first, a shorter one last.
    private static List<CgroupWrite> bandwidthV1(Resources.Cpu cpu, Folder folder) {
        List<CgroupWrite> quota = set(cpu.quotaMicros())
                ? List.of(folder.set("cpu.cfs_quota_us", cpu.quotaMicros().getAsLong()))
                : List.of();
        if (!set(cpu.periodMicros())) {
            return quota;
        }
        long periodMicros = cpu.periodMicros().getAsLong();
        List<CgroupWrite> period = List.of(folder.set("cpu.cfs_period_us", periodMicros));
        return periodMicros >= periodV1(folder) || quotaV1(folder).isEmpty()
                ? join(period, quota)
                : join(quota, period);
    }

    /// A longer period first, a shorter one last: runtime/period stays at or below the parent's.
    private static List<CgroupWrite> realtimeV1(Resources.Cpu cpu, Folder folder) {
        List<CgroupWrite> runtime = set(cpu.realtimeRuntimeMicros())
                ? List.of(folder.set(
                        "cpu.rt_runtime_us", cpu.realtimeRuntimeMicros().getAsLong()))
                : List.of();
        if (!set(cpu.realtimePeriodMicros())) {
            return runtime;
        }
        long micros = cpu.realtimePeriodMicros().getAsLong();
        long now = folder.text("cpu.rt_period_us")
                .map(text -> KernelText.of(text).number())
                .orElse(0L);
        List<CgroupWrite> period = List.of(folder.set("cpu.rt_period_us", micros));
        return micros >= now ? join(period, runtime) : join(runtime, period);
    }

    private static boolean realtime(Resources.Cpu cpu) {
        return set(cpu.realtimeRuntimeMicros()) || set(cpu.realtimePeriodMicros());
    }

    private static List<CgroupWrite> bandwidthV2(Resources.Cpu cpu, Folder folder) {
        if (!set(cpu.quotaMicros()) && !set(cpu.periodMicros())) {
            return List.of();
        }
        OptionalLong quota = set(cpu.quotaMicros()) ? positive(cpu.quotaMicros()) : quotaV2(folder);
        long period = set(cpu.periodMicros()) ? cpu.periodMicros().getAsLong() : periodV2(folder);
        String limit = quota.isPresent() ? Long.toString(quota.getAsLong()) : "max";
        return List.of(folder.set("cpu.max", limit + " " + period));
    }

    /// The quota of a cgroup as a number of CPUs; empty for none.
    static OptionalDouble limitInCpus(CgroupVersion version, Folder folder) {
        OptionalLong quota = version == CgroupVersion.V1 ? quotaV1(folder) : quotaV2(folder);
        long period = version == CgroupVersion.V1 ? periodV1(folder) : periodV2(folder);
        return quota.isPresent() && period > 0
                ? OptionalDouble.of(quota.getAsLong() / (double) period)
                : OptionalDouble.empty();
    }

    private static long periodV1(Folder folder) {
        return folder.text("cpu.cfs_period_us")
                .map(text -> KernelText.of(text).number())
                .orElse(DEFAULT_PERIOD_MICROS);
    }

    private static long periodV2(Folder folder) {
        return folder.text("cpu.max").map(text -> KernelText.of(text).number(1)).orElse(DEFAULT_PERIOD_MICROS);
    }

    private static OptionalLong quotaV1(Folder folder) {
        return folder.text("cpu.cfs_quota_us").map(KernelText::limitOf).orElse(OptionalLong.empty());
    }

    private static OptionalLong quotaV2(Folder folder) {
        return folder.text("cpu.max").map(KernelText::limitOf).orElse(OptionalLong.empty());
    }

    private static final KeyTable STAT_V1 = KeyTable.table()
            .with("nr_periods", Value.CPU_PERIODS)
            .with("nr_throttled", Value.CPU_THROTTLED_PERIODS)
            .with("throttled_time", Value.CPU_THROTTLED_MICROS)
            .with("nr_bursts", Value.CPU_BURSTS)
            .with("burst_time", Value.CPU_BURST_MICROS)
            .build();
    private static final KeyTable STAT_V2 = KeyTable.table()
            .with("usage_usec", Value.CPU_USAGE_MICROS)
            .with("user_usec", Value.CPU_USER_MICROS)
            .with("system_usec", Value.CPU_SYSTEM_MICROS)
            .with("nr_periods", Value.CPU_PERIODS)
            .with("nr_throttled", Value.CPU_THROTTLED_PERIODS)
            .with("throttled_usec", Value.CPU_THROTTLED_MICROS)
            .with("nr_bursts", Value.CPU_BURSTS)
            .with("burst_usec", Value.CPU_BURST_MICROS)
            .build();

    /// On v1 times are nanoseconds, spread over the two controllers `cpu` and `cpuacct`.
    static void statsV1(StatFolder cpu, StatFolder cpuacct, CgroupReading into) throws IOException {
        into.set(Value.CPU_USAGE_MICROS, cpuacct.text("cpuacct.usage").number() / 1000);
        into.set(Value.CPU_USER_MICROS, cpuacct.text("cpuacct.usage_user").number() / 1000);
        into.set(Value.CPU_SYSTEM_MICROS, cpuacct.text("cpuacct.usage_sys").number() / 1000);
        into.limit(Value.CPU_QUOTA_MICROS, cpu.text("cpu.cfs_quota_us"));
        into.limit(Value.CPU_PERIOD_MICROS, cpu.text("cpu.cfs_period_us"));
        STAT_V1.read(cpu.text("cpu.stat"), into);
        into.set(Value.CPU_THROTTLED_MICROS, into.count(Value.CPU_THROTTLED_MICROS) / 1000);
        into.set(Value.CPU_BURST_MICROS, into.count(Value.CPU_BURST_MICROS) / 1000);
    }

    static void statsV2(StatFolder folder, CgroupReading into) throws IOException {
        KernelText max = folder.text("cpu.max");
        into.limit(Value.CPU_QUOTA_MICROS, max);
        if (!max.isEmpty()) {
            into.set(Value.CPU_PERIOD_MICROS, max.number(1));
        }
        STAT_V2.read(folder.text("cpu.stat"), into);
    }

    private static OptionalLong positive(OptionalLong value) {
        return value.orElse(-1) < 0 ? OptionalLong.empty() : value;
    }

    private static boolean set(OptionalLong value) {
        return value.orElse(0) != 0;
    }

    private static List<CgroupWrite> join(List<CgroupWrite> first, List<CgroupWrite> then) {
        List<CgroupWrite> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
