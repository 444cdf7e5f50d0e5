package shibafu.engine.metrics;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.cgroup.CgroupStatsReader;

/// Takes samples of one cgroup, whose files it keeps open (about twenty).
public final class Sampler implements AutoCloseable {
    private final CgroupStatsReader reader;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    public Sampler(Cgroup cgroup) {
        this(cgroup, InstantSource.system(), System::nanoTime);
    }

    /// @param nanoTime a clock that only goes forward, in nanoseconds
    public Sampler(Cgroup cgroup, InstantSource clock, LongSupplier nanoTime) {
        this.reader = cgroup.openStats();
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /// Reads the cgroup now.
    ///
    /// @return empty if it is gone
    public Optional<Sample> sample() {
        return reader.read().map(this::sample);
    }

    private Sample sample(CgroupStats stats) {
        CgroupStats.Cpu cpu = stats.cpu();
        CgroupStats.Memory memory = stats.memory();
        CgroupStats.Pids pids = stats.pids();
        return new Sample(
                clock.instant(),
                nanoTime.getAsLong(),
                cpu.usageMicros(),
                cpu.userMicros(),
                cpu.systemMicros(),
                cpu.periods(),
                cpu.throttledPeriods(),
                cpu.throttledMicros(),
                cpu.quotaMicros(),
                cpu.periodMicros(),
                memory.usageBytes(),
                memory.anonBytes(),
                memory.fileBytes(),
                memory.kernelBytes(),
                memory.swapBytes(),
                memory.limitBytes(),
                memory.peakBytes(),
                memory.oomKills(),
                pids.current(),
                pids.limit(),
                pids.refused());
    }

    @Override
    public void close() {
        reader.close();
    }
}
