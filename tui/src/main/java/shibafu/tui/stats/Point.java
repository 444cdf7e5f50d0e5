package shibafu.tui.stats;

import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.metrics.FlowRates;
import shibafu.engine.metrics.Rates;
import shibafu.engine.metrics.Sample;

/// One moment of a container, or several as one: what it used since the moment before, and the limits that held.
@SuppressWarnings("EnumOrdinal") // the place of a value in an array that nobody keeps
public final class Point {
    private static final int CORES_LIMIT_CHANGED = 1;
    private static final int MEMORY_LIMIT_CHANGED = 2;
    private static final int PIDS_LIMIT_CHANGED = 4;
    private static final int DISK_LIMIT_CHANGED = 8;

    private final Instant at;
    private final double[] values;

    private Point(Instant at, double[] values) {
        this.at = at;
        this.values = values;
    }

    static Point first(Sample sample) {
        Point point = new Point(sample.at(), new double[Measure.COUNT]);
        Arrays.fill(point.values, Double.NaN);
        point.set(Measure.CORES_LIMIT, coresLimit(sample));
        point.set(Measure.MEMORY, sample.memoryBytes());
        point.set(Measure.MEMORY_ANON, sample.anonBytes());
        point.set(Measure.MEMORY_FILE, sample.fileBytes());
        point.set(Measure.MEMORY_KERNEL, sample.kernelBytes());
        point.set(Measure.SWAP, sample.swapBytes());
        point.set(Measure.MEMORY_LIMIT, sample.memoryLimitBytes());
        point.set(Measure.MEMORY_HIGH, sample.memoryHighBytes());
        point.set(Measure.OOM_KILLS, 0);
        point.set(Measure.PIDS, sample.pids());
        point.set(Measure.PIDS_LIMIT, sample.pidsLimit());
        point.set(Measure.REFUSED, 0);
        point.set(Measure.READ_LIMIT, sample.flow().readLimit());
        point.set(Measure.WRITE_LIMIT, sample.flow().writeLimit());
        point.set(Measure.CHANGES, 0);
        return point;
    }

    /// A sample after another of the same cgroup.
    static Point after(Sample before, Sample now, Rates rates) {
        Point point = first(now);
        point.set(Measure.CORES, rates.cores());
        point.set(Measure.CORES_SYSTEM, rates.systemCores());
        if (now.quotaMicros().isPresent()) {
            point.set(Measure.THROTTLED, rates.throttledShare());
        }
        point.set(Measure.OOM_KILLS, rates.oomKills());
        point.set(Measure.SLOWED, rates.memoryHighEvents());
        point.set(Measure.REFUSED, rates.pidsRefused());
        point.set(Measure.HOST_IDLE, rates.hostIdle());
        point.set(Measure.CHANGES, changes(before, now));
        point.flow(rates.flow());
        return point;
    }

    private void flow(FlowRates flow) {
        set(Measure.CPU_WAIT, flow.cpuWait());
        set(Measure.CPU_STALL, flow.cpuStall());
        set(Measure.MEMORY_WAIT, flow.memoryWait());
        set(Measure.MEMORY_STALL, flow.memoryStall());
        set(Measure.DISK_WAIT, flow.ioWait());
        set(Measure.DISK_STALL, flow.ioStall());
        set(Measure.READ, flow.readBytes());
        set(Measure.WRITTEN, flow.writtenBytes());
        set(Measure.RECEIVED, flow.receivedBytes());
        set(Measure.SENT, flow.sentBytes());
    }

    private static int changes(Sample before, Sample now) {
        return (coresLimit(before).equals(coresLimit(now)) ? 0 : CORES_LIMIT_CHANGED)
                | (before.memoryLimitBytes().equals(now.memoryLimitBytes())
                                && before.memoryHighBytes().equals(now.memoryHighBytes())
                        ? 0
                        : MEMORY_LIMIT_CHANGED)
                | (before.pidsLimit().equals(now.pidsLimit()) ? 0 : PIDS_LIMIT_CHANGED)
                | (before.flow().readLimit().equals(now.flow().readLimit())
                                && before.flow().writeLimit().equals(now.flow().writeLimit())
                        ? 0
                        : DISK_LIMIT_CHANGED);
    }

    /// What was remembered from one place to another, as one.
    static Point of(Past past, int from, int to) {
        double[] values = new double[Measure.COUNT];
        for (Measure measure : Measure.values()) {
            values[measure.ordinal()] = measure.fold(past, from, to);
        }
        return new Point(past.at(to - 1), values);
    }

    /// The quota as a number of cores.
    static OptionalDouble coresLimit(Sample sample) {
        if (sample.quotaMicros().isEmpty() || sample.periodMicros().isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((double) sample.quotaMicros().getAsLong()
                / Math.max(1, sample.periodMicros().getAsLong()));
    }

    public Instant at() {
        return at;
    }

    /// A measure; NaN where it is not known, or there is no limit.
    public double get(Measure measure) {
        return values[measure.ordinal()];
    }

    /// A measure; empty where it is not known, or there is no limit.
    public OptionalDouble known(Measure measure) {
        double value = get(measure);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// Empty for a first sample, which has nothing to be compared with.
    public OptionalDouble cores() {
        return known(Measure.CORES);
    }

    public OptionalDouble coresLimit() {
        return known(Measure.CORES_LIMIT);
    }

    /// Share of its enforcement periods in which it ran out of quota; empty without a quota.
    public OptionalDouble throttled() {
        return known(Measure.THROTTLED);
    }

    public long memoryBytes() {
        return (long) get(Measure.MEMORY);
    }

    public OptionalLong memoryLimitBytes() {
        return count(Measure.MEMORY_LIMIT);
    }

    /// Processes killed for want of memory since the moment before.
    public long oomKills() {
        return (long) get(Measure.OOM_KILLS);
    }

    /// Forks refused since the moment before.
    public long refused() {
        return (long) get(Measure.REFUSED);
    }

    public long pids() {
        return (long) get(Measure.PIDS);
    }

    public OptionalLong pidsLimit() {
        return count(Measure.PIDS_LIMIT);
    }

    public boolean coresLimitChanged() {
        return changed(CORES_LIMIT_CHANGED);
    }

    public boolean memoryLimitChanged() {
        return changed(MEMORY_LIMIT_CHANGED);
    }

    public boolean pidsLimitChanged() {
        return changed(PIDS_LIMIT_CHANGED);
    }

    public boolean diskLimitChanged() {
        return changed(DISK_LIMIT_CHANGED);
    }

    private boolean changed(int bit) {
        return ((int) get(Measure.CHANGES) & bit) != 0;
    }

    private OptionalLong count(Measure measure) {
        return Double.isNaN(get(measure)) ? OptionalLong.empty() : OptionalLong.of((long) get(measure));
    }

    private void set(Measure measure, long value) {
        set(measure, (double) value);
    }

    private void set(Measure measure, double value) {
        values[measure.ordinal()] = value;
    }

    private void set(Measure measure, OptionalDouble value) {
        set(measure, value.orElse(Double.NaN));
    }

    private void set(Measure measure, OptionalLong value) {
        set(measure, value.isPresent() ? (double) value.getAsLong() : Double.NaN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point point && at.equals(point.at) && Arrays.equals(values, point.values);
    }

    @Override
    public int hashCode() {
        return at.hashCode();
    }

    @Override
    public String toString() {
        return at + " " + Arrays.toString(values);
    }
}
