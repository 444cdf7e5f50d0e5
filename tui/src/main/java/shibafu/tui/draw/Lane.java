package shibafu.tui.draw;

import java.util.List;
import java.util.Optional;
import shibafu.tui.theme.Role;

/// The row under a graph, in which each column tells what happened in it: one glyph, the gravest.
///
/// @param marks oldest first, as many as the graph has values
public record Lane(List<Mark> marks) {
    /// What can happen, the gravest first.
    public enum Sign {
        /// A process was killed for want of memory.
        OOM(Role.OOM),
        /// A fork was refused.
        REFUSED(Role.EVENT),
        LIMIT_CHANGED(Role.EVENT),
        MARK_A(Role.MARK_A),
        MARK_B(Role.MARK_B),
        /// A shell was opened, which uses what is measured.
        SHELL(Role.EVENT),
        /// All of it waited for memory.
        STALLED(Role.WARN),
        /// It was slowed down because of `memory.high`.
        SLOWED(Role.LIMIT_HIGH),
        NONE(Role.DIM);

        private final Role role;

        Sign(Role role) {
            this.role = role;
        }

        /// The graver of two.
        public Sign or(Sign other) {
            return compareTo(other) <= 0 ? this : other;
        }
    }

    /// What happened between two samples.
    ///
    /// @param throttled share of time spent throttled, 0 to 1; a sign goes before it
    public record Mark(double throttled, Sign sign) {
        public static final Mark NOTHING = new Mark(0, Sign.NONE);

        private Mark and(Mark other) {
            return new Mark(Math.max(throttled, other.throttled), sign.or(other.sign));
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
        if (mark.sign == Sign.NONE && mark.throttled > 0) {
            int shade = (int) Math.min(3, mark.throttled * 4);
            row.put(x, 0, symbols.throttle().codePointAt(shade), Ink.of(Role.THROTTLE));
        } else {
            row.put(x, 0, glyph(symbols, mark.sign), Ink.of(mark.sign.role));
        }
    }

    private static int glyph(Symbols symbols, Sign sign) {
        return switch (sign) {
            case OOM -> symbols.oom();
            case REFUSED -> symbols.refused();
            case LIMIT_CHANGED -> symbols.limitChanged();
            case MARK_A -> 'A';
            case MARK_B -> 'B';
            case SHELL -> 'S';
            case STALLED -> 'P';
            case SLOWED -> 'H';
            case NONE -> symbols.quiet();
        };
    }
}
