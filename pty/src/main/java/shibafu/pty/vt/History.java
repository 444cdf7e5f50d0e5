package shibafu.pty.vt;

/// The lines that left the screen at its top, the oldest of which is given up for a new one.
final class History {
    private final Line[] ring;
    private int first;
    private int count;

    /// @param capacity 0 to keep none
    History(int capacity) {
        ring = new Line[capacity];
    }

    int size() {
        return count;
    }

    void add(Line line) {
        if (ring.length == 0) {
            return;
        }
        ring[(first + count) % ring.length] = line;
        if (count < ring.length) {
            count++;
        } else {
            first = (first + 1) % ring.length;
        }
    }

    /// @param back 1 for the newest
    Line get(int back) {
        return ring[(first + count - back) % ring.length];
    }

    /// Takes the newest out again.
    Line takeNewest() {
        Line newest = get(1);
        count--;
        return newest;
    }

    void clear() {
        first = 0;
        count = 0;
    }
}
