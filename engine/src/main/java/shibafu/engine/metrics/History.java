package shibafu.engine.metrics;

import java.util.Optional;
import java.util.OptionalLong;

/// The last samples of one container as series for graphs, each limit beside its measure as it was then. All series
/// have the same numbers: value `n` of each comes from the same sample.
public final class History {
    private final Series memoryBytes;
    private final Series memoryLimitBytes;
    private final Series swapBytes;
    private final Series cores;
    private final Series coresLimit;
    private final Series throttledShare;
    private final Series pids;
    private final Series pidsLimit;
    private final Series oomKills;
    private final Series pidsRefused;

    private Optional<Sample> last = Optional.empty();
    private Optional<Rates> rates = Optional.empty();

    /// @param capacity samples that are kept
    public History(int capacity) {
        memoryBytes = new Series(capacity);
        memoryLimitBytes = new Series(capacity);
        swapBytes = new Series(capacity);
        cores = new Series(capacity);
        coresLimit = new Series(capacity);
        throttledShare = new Series(capacity);
        pids = new Series(capacity);
        pidsLimit = new Series(capacity);
        oomKills = new Series(capacity);
        pidsRefused = new Series(capacity);
    }

    /// Adds the next sample. The first has no rates; nor has one of another cgroup of the same name, whose counters
    /// began anew.
    public void add(Sample sample) {
        rates = last.flatMap(earlier -> Rates.between(earlier, sample));
        last = Optional.of(sample);
        memoryBytes.add((double) sample.memoryBytes());
        memoryLimitBytes.add(orNone(sample.memoryLimitBytes()));
        swapBytes.add((double) sample.swapBytes());
        cores.add(rates.map(Rates::cores).orElse(Double.NaN));
        coresLimit.add(cores(sample));
        throttledShare.add(rates.map(Rates::throttledShare).orElse(Double.NaN));
        pids.add((double) sample.pids());
        pidsLimit.add(orNone(sample.pidsLimit()));
        oomKills.add((double) rates.map(Rates::oomKills).orElse(0L));
        pidsRefused.add((double) rates.map(Rates::pidsRefused).orElse(0L));
    }

    /// The newest sample.
    public Optional<Sample> last() {
        return last;
    }

    /// What went on between the two newest samples.
    public Optional<Rates> rates() {
        return rates;
    }

    /// How many samples are there.
    public int size() {
        return (int) (memoryBytes.end() - memoryBytes.first());
    }

    public Series memoryBytes() {
        return memoryBytes;
    }

    /// None (NaN) where there was no limit.
    public Series memoryLimitBytes() {
        return memoryLimitBytes;
    }

    public Series swapBytes() {
        return swapBytes;
    }

    /// CPUs in use on average since the sample before.
    public Series cores() {
        return cores;
    }

    /// The quota as a number of CPUs; none (NaN) where there was no quota.
    public Series coresLimit() {
        return coresLimit;
    }

    /// Of the periods since the sample before, the share that ran out of quota.
    public Series throttledShare() {
        return throttledShare;
    }

    public Series pids() {
        return pids;
    }

    public Series pidsLimit() {
        return pidsLimit;
    }

    /// OOM kills since the sample before, to be marked where above 0.
    public Series oomKills() {
        return oomKills;
    }

    /// Forks refused since the sample before, to be marked where above 0.
    public Series pidsRefused() {
        return pidsRefused;
    }

    private static double cores(Sample sample) {
        return sample.quotaMicros().isPresent() && sample.periodMicros().orElse(0) > 0
                ? (double) sample.quotaMicros().getAsLong()
                        / sample.periodMicros().getAsLong()
                : Double.NaN;
    }

    private static double orNone(OptionalLong value) {
        return value.isPresent() ? (double) value.getAsLong() : Double.NaN;
    }
}
