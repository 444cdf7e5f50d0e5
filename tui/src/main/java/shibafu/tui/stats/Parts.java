package shibafu.tui.stats;

/// How high the areas of a graph are: parts that are counted apart, clipped so that together they are never more
/// than the whole, which is what a limit limits.
final class Parts {
    private Parts() {}

    static double system(Point point) {
        return Math.min(point.get(Measure.CORES_SYSTEM), point.get(Measure.CORES));
    }

    static double user(Point point) {
        return point.get(Measure.CORES) - system(point);
    }

    static double kernel(Point point) {
        return Math.min(point.get(Measure.MEMORY_KERNEL), point.get(Measure.MEMORY));
    }

    static double anon(Point point) {
        return Math.min(point.get(Measure.MEMORY_ANON), point.get(Measure.MEMORY) - kernel(point));
    }

    static double file(Point point) {
        return Math.min(point.get(Measure.MEMORY_FILE), point.get(Measure.MEMORY) - kernel(point) - anon(point));
    }

    static double other(Point point) {
        return Math.max(0, point.get(Measure.MEMORY) - kernel(point) - anon(point) - file(point));
    }

    /// The longest of the three waits, a share of the time; NaN where none is known.
    static double wait(Point point) {
        return point.get(longest(point));
    }

    /// How much of that all of its tasks waited; NaN where no wait is known.
    static double stall(Point point) {
        Measure full =
                switch (longest(point)) {
                    case MEMORY_WAIT -> Measure.MEMORY_STALL;
                    case DISK_WAIT -> Measure.DISK_STALL;
                    default -> Measure.CPU_STALL;
                };
        return Double.isNaN(wait(point)) ? Double.NaN : point.known(full).orElse(0);
    }

    private static Measure longest(Point point) {
        Measure longest = Measure.CPU_WAIT;
        for (Measure other : new Measure[] {Measure.MEMORY_WAIT, Measure.DISK_WAIT}) {
            if (point.known(other).orElse(-1) > point.known(longest).orElse(-1)) {
                longest = other;
            }
        }
        return longest;
    }

    /// How high the stack of both directions is where a limit on one or both of them is reached; NaN without one.
    static double diskLimit(Point point) {
        double read = point.get(Measure.READ_LIMIT);
        double write = point.get(Measure.WRITE_LIMIT);
        if (Double.isNaN(write)) {
            return read; // reads are at the bottom
        }
        return write + (Double.isNaN(read) ? point.get(Measure.READ) : read);
    }
}
