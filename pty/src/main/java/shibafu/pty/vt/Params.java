package shibafu.pty.vt;

/// The numbers of a control sequence, reused for each: `1;31`, or with parts `4:3`.
final class Params {
    private static final int MOST = 32;
    private static final int LARGEST = 65_535;
    private static final int OMITTED = -1;

    private final int[] values = new int[MOST];
    private final boolean[] parts = new boolean[MOST];
    private int count;

    void clear() {
        count = 1;
        values[0] = OMITTED;
        parts[0] = false;
    }

    void digit(int digit) {
        int at = count - 1;
        if (count <= MOST) {
            values[at] = Math.min(LARGEST, Math.max(0, values[at]) * 10 + digit);
        }
    }

    /// Begins the next number.
    ///
    /// @param part whether it belongs to the one before (`:`)
    void next(boolean part) {
        if (count < MOST) {
            values[count] = OMITTED;
            parts[count] = part;
            count++;
        }
    }

    int count() {
        return count;
    }

    /// @return 0 where it was left out
    int at(int index) {
        return index < count ? Math.max(0, values[index]) : 0;
    }

    /// A number whose 0, or absence, means another.
    int or(int index, int otherwise) {
        return at(index) == 0 ? otherwise : at(index);
    }

    boolean isPart(int index) {
        return index < count && parts[index];
    }
}
