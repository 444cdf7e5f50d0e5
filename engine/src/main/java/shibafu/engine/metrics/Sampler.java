package shibafu.engine.metrics;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupReading;
import shibafu.engine.cgroup.CgroupReading.Value;
import shibafu.engine.cgroup.CgroupStatsReader;

/// Takes samples of one cgroup, whose files it keeps open (about twenty).
public final class Sampler implements AutoCloseable {
    private final CgroupStatsReader reader;
    private final CgroupReading reading = new CgroupReading();
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final NetworkTotals network;
    private final Supplier<HostCpu> host;

    public Sampler(Cgroup cgroup) {
        this(cgroup, 0, () -> HostCpu.NONE);
    }

    /// @param pid of a process in it, whose network is the container's; 0: the network is left out
    /// @param host what the machine's CPUs did
    public Sampler(Cgroup cgroup, int pid, Supplier<HostCpu> host) {
        this(cgroup, InstantSource.system(), System::nanoTime, pid, host);
    }

    /// @param nanoTime a clock that only goes forward, in nanoseconds
    public Sampler(Cgroup cgroup, InstantSource clock, LongSupplier nanoTime) {
        this(cgroup, clock, nanoTime, 0, () -> HostCpu.NONE);
    }

    private Sampler(Cgroup cgroup, InstantSource clock, LongSupplier nanoTime, int pid, Supplier<HostCpu> host) {
        this.reader = cgroup.openStats();
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.network = NetworkTotals.of(pid);
        this.host = host;
    }

    /// Reads the cgroup now, and allocates nothing once it has been read before.
    ///
    /// @return whether it stands; if not, `into` is empty
    public boolean read(CgroupReading into) {
        return reader.read(into);
    }

    /// Reads the cgroup now.
    ///
    /// @return empty if it is gone
    public Optional<Sample> sample() {
        return reader.read(reading) ? Optional.of(of(reading)) : Optional.empty();
    }

    private Sample of(CgroupReading now) {
        return new Sample(
                clock.instant(),
                nanoTime.getAsLong(),
                now.count(Value.CPU_USAGE_MICROS),
                now.count(Value.CPU_USER_MICROS),
                now.count(Value.CPU_SYSTEM_MICROS),
                now.count(Value.CPU_PERIODS),
                now.count(Value.CPU_THROTTLED_PERIODS),
                now.count(Value.CPU_THROTTLED_MICROS),
                now.optional(Value.CPU_QUOTA_MICROS),
                now.optional(Value.CPU_PERIOD_MICROS),
                now.count(Value.MEMORY_USAGE_BYTES),
                now.count(Value.MEMORY_ANON_BYTES),
                now.count(Value.MEMORY_FILE_BYTES),
                now.count(Value.MEMORY_KERNEL_BYTES),
                now.count(Value.MEMORY_SWAP_BYTES),
                now.optional(Value.MEMORY_LIMIT_BYTES),
                now.optional(Value.MEMORY_HIGH_BYTES),
                now.optional(Value.MEMORY_PEAK_BYTES),
                now.count(Value.MEMORY_HIGH_EVENTS),
                now.count(Value.MEMORY_OOM_KILLS),
                now.count(Value.PIDS_CURRENT),
                now.optional(Value.PIDS_LIMIT),
                now.count(Value.PIDS_REFUSED),
                flow(now),
                host.get());
    }

    private Flow flow(CgroupReading now) {
        Optional<NetworkTotals.Bytes> bytes = network.now();
        return new Flow(
                now.count(Value.IO_READ_BYTES),
                now.count(Value.IO_WRITTEN_BYTES),
                now.optional(Value.CPU_PRESSURE_SOME_MICROS),
                now.optional(Value.MEMORY_PRESSURE_SOME_MICROS),
                now.optional(Value.IO_PRESSURE_SOME_MICROS),
                now.optional(Value.CPU_PRESSURE_FULL_MICROS),
                now.optional(Value.MEMORY_PRESSURE_FULL_MICROS),
                now.optional(Value.IO_PRESSURE_FULL_MICROS),
                now.optional(Value.IO_READ_LIMIT),
                now.optional(Value.IO_WRITE_LIMIT),
                bytes.map(all -> OptionalLong.of(all.received())).orElse(OptionalLong.empty()),
                bytes.map(all -> OptionalLong.of(all.sent())).orElse(OptionalLong.empty()));
    }

    @Override
    public void close() {
        reader.close();
    }
}
