package shibafu.tui.sweep;

import java.util.Optional;

/// The sweep that runs, and what the last one found.
public record Sweeps(Optional<Sweep> running, Optional<SweepTable> last) {
    public static final Sweeps NONE = new Sweeps(Optional.empty(), Optional.empty());

    /// None runs any more.
    public static Sweeps of(SweepTable table) {
        return new Sweeps(Optional.empty(), Optional.of(table));
    }

    public Sweeps with(Sweep sweep) {
        return new Sweeps(Optional.of(sweep), last);
    }
}
