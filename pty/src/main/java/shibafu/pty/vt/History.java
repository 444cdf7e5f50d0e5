package shibafu.pty.vt;

import java.util.ArrayList;
import java.util.List;

/// The lines that left the screen at its top, the oldest of which is given up for a new one. None is ever changed, so
/// that snapshots may hold them too.
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

    /// The oldest first.
    List<Line> lines() {
        List<Line> lines = new ArrayList<>(count);
        for (int back = count; back > 0; back--) {
            lines.add(get(back));
        }
        return lines;
    }

    /// Others instead, of which the oldest are given up if there are too many.
    void replace(List<Line> lines) {
        clear();
        lines.forEach(line -> add(line.trimmed()));
    }

    void clear() {
        first = 0;
        count = 0;
    }
}
