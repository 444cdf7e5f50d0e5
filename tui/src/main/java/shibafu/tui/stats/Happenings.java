package shibafu.tui.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.tui.draw.Graph;
import shibafu.tui.draw.Lane;

/// What happened, set at its place on the time axis of a graph.
final class Happenings {
    private Happenings() {}

    /// What the samples tell, what was noted, and the marks.
    static List<Lane.Mark> marks(GraphKind kind, Scene scene, List<Point> points) {
        List<Lane.Mark> marks = new ArrayList<>(points.stream().map(kind::mark).toList());
        for (Note note : scene.trace().notes()) {
            add(marks, points, Optional.of(note.at()), note.sign());
        }
        add(marks, points, scene.window().marks().b(), Lane.Sign.MARK_B);
        add(marks, points, scene.window().marks().a(), Lane.Sign.MARK_A);
        return marks;
    }

    private static void add(List<Lane.Mark> marks, List<Point> points, Optional<Instant> at, Lane.Sign sign) {
        int place = at.map(time -> place(points, time)).orElse(-1);
        if (place >= 0) {
            Lane.Mark there = marks.get(place);
            marks.set(place, new Lane.Mark(there.throttled(), there.sign().or(sign)));
        }
    }

    /// The point in whose time something happened: the first that is not earlier. What came after the newest is
    /// still its; -1 for what came before the oldest.
    static int place(List<Point> points, Instant time) {
        if (points.isEmpty() || time.isBefore(points.getFirst().at())) {
            return -1;
        }
        int low = 0;
        int high = points.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (points.get(middle).at().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// What gets a line through the whole graph.
    static List<Graph.Column> columns(List<Lane.Mark> marks) {
        return marks.stream()
                .map(mark -> switch (mark.sign()) {
                    case OOM -> Graph.Column.ALARM;
                    case MARK_A -> Graph.Column.MARK_A;
                    case MARK_B -> Graph.Column.MARK_B;
                    case REFUSED, LIMIT_CHANGED, SHELL, STALLED, SLOWED, NONE -> Graph.Column.NONE;
                })
                .toList();
    }
}
