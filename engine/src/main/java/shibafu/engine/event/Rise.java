package shibafu.engine.event;

/// A counter of the kernel's. A first rise is to be told at once, what follows once a second: a limit may be hit a
/// thousand times in one.
final class Rise {
    private static final long PAUSE_NANOS = 1_000_000_000;

    private long told;
    private boolean resting;
    private long restUntilNanos;

    /// @param before what was counted before anybody looked
    Rise(long before) {
        told = before;
    }

    /// @param count what the counter says now
    /// @param nanoTime when that is
    /// @return by how much it has risen since it was last told; 0 if not at all, or told too short a time ago
    long take(long count, long nanoTime) {
        if (count <= told || (resting && nanoTime - restUntilNanos < 0)) {
            return 0;
        }
        return all(count, nanoTime);
    }

    /// As above, whenever it was last told.
    long all(long count, long nanoTime) {
        long rise = Math.max(0, count - told);
        if (rise > 0) {
            resting = true;
            restUntilNanos = nanoTime + PAUSE_NANOS;
        }
        told = Math.max(told, count);
        return rise;
    }

    /// What the counter said when it was last told.
    long told() {
        return told;
    }
}
