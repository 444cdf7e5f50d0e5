package shibafu.tui.stats;

/// What is remembered of a moment, and what several moments make together.
public enum Measure {
    /// CPU time used per time passed, a number of cores; `CORES_SYSTEM` of it in the kernel.
    CORES(Fold.MEAN),
    CORES_SYSTEM(Fold.MEAN),
    CORES_LIMIT(Fold.LAST),
    /// Share of its enforcement periods in which it ran out of quota, 0 to 1.
    THROTTLED(Fold.MEAN),
    /// Bytes of memory charged; of it anonymous, page cache and the kernel's.
    MEMORY(Fold.MEAN),
    MEMORY_ANON(Fold.MEAN),
    MEMORY_FILE(Fold.MEAN),
    MEMORY_KERNEL(Fold.MEAN),
    SWAP(Fold.MEAN),
    MEMORY_LIMIT(Fold.LAST),
    MEMORY_HIGH(Fold.LAST),
    /// Times that it was slowed down because of `memory.high`.
    SLOWED(Fold.SUM),
    OOM_KILLS(Fold.SUM),
    PIDS(Fold.MAX),
    PIDS_LIMIT(Fold.LAST),
    /// Forks refused.
    REFUSED(Fold.SUM),
    /// Share of the time in which a task waited (PSI "some"), and in which all did ("full").
    CPU_WAIT(Fold.MEAN),
    CPU_STALL(Fold.MEAN),
    MEMORY_WAIT(Fold.MEAN),
    MEMORY_STALL(Fold.MEAN),
    DISK_WAIT(Fold.MEAN),
    DISK_STALL(Fold.MEAN),
    /// Bytes a second.
    READ(Fold.MEAN),
    WRITTEN(Fold.MEAN),
    READ_LIMIT(Fold.LAST),
    WRITE_LIMIT(Fold.LAST),
    RECEIVED(Fold.MEAN),
    SENT(Fold.MEAN),
    /// Share of the machine's CPU time that nobody used.
    HOST_IDLE(Fold.MEAN),
    /// Bits of [Point]: which limits are not what they were the moment before.
    CHANGES(Fold.BITS);

    /// How many there are.
    static final int COUNT = values().length;

    /// What several values make together; those that are not known (NaN) count for nothing.
    enum Fold {
        MEAN,
        SUM,
        MAX,
        LAST,
        BITS
    }

    private final Fold fold;

    Measure(Fold fold) {
        this.fold = fold;
    }

    /// Several moments as one; NaN if none of them knows. The last of some limits may well be that there is none.
    double fold(Past past, int from, int to) {
        if (fold == Fold.LAST || to - from == 1) {
            return past.value(to - 1, this);
        }
        double sum = 0;
        double max = 0;
        int bits = 0;
        int known = 0;
        for (int i = from; i < to; i++) {
            double value = past.value(i, this);
            if (!Double.isNaN(value)) {
                sum += value;
                max = Math.max(max, value);
                bits |= (int) value;
                known++;
            }
        }
        if (known == 0) {
            return Double.NaN;
        }
        return switch (fold) {
            case MEAN -> sum / known;
            case SUM -> sum;
            case MAX -> max;
            case LAST -> past.value(to - 1, this);
            case BITS -> bits;
        };
    }
}
