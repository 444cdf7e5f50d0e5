package shibafu.tui.draw;

import java.util.List;
import java.util.Optional;
import shibafu.tui.theme.Role;

/// The row under a graph, in which each column tells what happened in it: one glyph, the gravest.
///
/// @param marks oldest first, as many as the graph has values
public record Lane(List<Mark> marks) {
    /// What happened between two samples.
    ///
    /// @param throttled share of time spent throttled, 0 to 1
    public record Mark(double throttled, boolean oom, boolean limitChanged, boolean refused) {
        public static final Mark NOTHING = new Mark(0, false, false, false);

        private Mark and(Mark other) {
            return new Mark(
                    Math.max(throttled, other.throttled),
                    oom || other.oom,
                    limitChanged || other.limitChanged,
                    refused || other.refused);
        }
    }

    public Lane {
        marks = List.copyOf(marks);
    }

    /// Fills the first row of the canvas.
    public void draw(Canvas row) {
        int perCell = row.symbols().samplesPerCell();
        for (int x = 0; x < row.width(); x++) {
            int newest = marks.size() - 1 - (row.width() - 1 - x) * perCell;
            Optional<Mark> mark = at(newest, perCell);
            if (mark.isPresent()) {
                put(row, x, mark.get());
            }
        }
    }

    private Optional<Mark> at(int newest, int perCell) {
        Optional<Mark> all = Optional.empty();
        for (int i = newest; i > newest - perCell; i--) {
            if (i >= 0 && i < marks.size()) {
                Mark mark = marks.get(i);
                all = Optional.of(all.map(mark::and).orElse(mark));
            }
        }
        return all;
    }

    private static void put(Canvas row, int x, Mark mark) {
        Symbols symbols = row.symbols();
        if (mark.oom()) {
            row.put(x, 0, symbols.oom(), Ink.of(Role.OOM));
        } else if (mark.refused()) {
            row.put(x, 0, symbols.refused(), Ink.of(Role.EVENT));
        } else if (mark.limitChanged()) {
            row.put(x, 0, symbols.limitChanged(), Ink.of(Role.EVENT));
        } else if (mark.throttled() > 0) {
            int shade = (int) Math.min(3, mark.throttled() * 4);
            row.put(x, 0, symbols.throttle().codePointAt(shade), Ink.of(Role.THROTTLE));
        } else {
            row.put(x, 0, symbols.quiet(), Ink.of(Role.DIM));
        }
    }
}
