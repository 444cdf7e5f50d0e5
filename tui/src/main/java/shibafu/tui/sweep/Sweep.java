package shibafu.tui.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.HeldLimits;
import shibafu.engine.service.LimitChange;
import shibafu.tui.limits.LimitText;

/// A sweep under way.
///
/// @param id the container
/// @param phase what it waits for
/// @param restore what sets the limit back, once it is known
/// @param step which value is set
/// @param looks at the value that is set
/// @param rows of the values before
/// @param why what ended it early, empty if nothing has
public record Sweep(
        String id,
        SweepPlan plan,
        Phase phase,
        LimitChange restore,
        int step,
        Optional<SweepRow.Looks> looks,
        List<SweepRow> rows,
        String why) {
    /// What a sweep waits for.
    public enum Phase {
        /// The limits that hold now.
        READING,
        /// The kernel's answer to a value.
        SETTING,
        /// The time to pass in which a value holds.
        HOLDING,
        /// The kernel's answer to the limit as it was.
        RESTORING,
        /// Nothing more.
        OVER
    }

    public Sweep {
        rows = List.copyOf(rows);
    }

    public static Sweep of(String id, SweepPlan plan) {
        return new Sweep(id, plan, Phase.READING, LimitChange.NONE, 0, Optional.empty(), List.of(), "");
    }

    /// The change that the kernel is to answer now; empty while it is to answer none.
    public Optional<LimitChange> asked() {
        return switch (phase) {
            case SETTING -> Optional.of(plan.change(step));
            case RESTORING -> Optional.of(restore);
            case READING, HOLDING, OVER -> Optional.empty();
        };
    }

    /// Whether the kernel is asked with force: the values may kill if that was wanted, going back always may.
    public boolean forced() {
        return phase == Phase.RESTORING || plan.force();
    }

    /// The limits that hold before it begins.
    public Sweep reading(HeldLimits held) {
        LimitChange undo = held.undo(plan.change(0));
        return phase != Phase.READING
                ? this
                : undo.isEmpty()
                        ? ended("this machine has no " + plan.limit().file(true))
                        : new Sweep(id, plan, Phase.SETTING, undo, 0, looks, rows, why);
    }

    /// The kernel took what it was asked for.
    public Sweep accepted() {
        return switch (phase) {
            case SETTING -> new Sweep(id, plan, Phase.HOLDING, restore, step, Optional.empty(), rows, why);
            case RESTORING -> in(Phase.OVER);
            case READING, HOLDING, OVER -> this;
        };
    }

    /// The kernel refused.
    public Sweep refused(String reason) {
        return switch (phase) {
            case SETTING -> new Sweep(id, plan, Phase.RESTORING, restore, step, looks, rows, reason);
            case RESTORING ->
                new Sweep(
                        id, plan, Phase.OVER, restore, step, looks, rows, "the limit could not be set back: " + reason);
            case READING -> ended(reason);
            case HOLDING, OVER -> this;
        };
    }

    /// A look at the container; the value after this one is due once it has held long enough.
    public Sweep sampled(Sample sample) {
        if (phase != Phase.HOLDING) {
            return this;
        }
        SweepRow.Looks more = looks.map(so -> so.with(sample)).orElseGet(() -> SweepRow.Looks.of(sample));
        Sweep seen = new Sweep(id, plan, phase, restore, step, Optional.of(more), rows, why);
        if (more.seconds() < seconds(plan.hold())) {
            return seen;
        }
        List<SweepRow> known = seen.withRow("");
        return step + 1 < plan.values().size()
                ? new Sweep(id, plan, Phase.SETTING, restore, step + 1, Optional.empty(), known, why)
                : new Sweep(id, plan, Phase.RESTORING, restore, step, Optional.empty(), known, why);
    }

    /// Its main process has ended: there is no limit to set back any more.
    public Sweep stopped(String how) {
        return phase == Phase.OVER
                ? this
                : new Sweep(id, plan, Phase.OVER, restore, step, Optional.empty(), withRow(how), "it ended: " + how);
    }

    /// The user does not want more of it.
    public Sweep cancelled() {
        return switch (phase) {
            case SETTING, HOLDING ->
                new Sweep(
                        id, plan, Phase.RESTORING, restore, step, Optional.empty(), withRow("cut short"), "cut short");
            case READING -> ended("cut short");
            case RESTORING, OVER -> this;
        };
    }

    private List<SweepRow> withRow(String end) {
        List<SweepRow> more = new ArrayList<>(rows);
        looks.ifPresent(so -> more.add(so.row(plan.values().get(step), end)));
        return more;
    }

    private Sweep in(Phase next) {
        return new Sweep(id, plan, next, restore, step, looks, rows, why);
    }

    private Sweep ended(String reason) {
        return new Sweep(id, plan, Phase.OVER, restore, step, looks, rows, reason);
    }

    public boolean over() {
        return phase == Phase.OVER;
    }

    /// How far it is, in a line.
    public String progress() {
        String value = LimitText.of(plan.change(step));
        String of = " (" + (step + 1) + " of " + plan.values().size() + ")";
        return "sweep of " + id + ": "
                + switch (phase) {
                    case READING -> "reading its limits";
                    case SETTING -> "setting " + value + of;
                    case HOLDING -> value + of + ", " + left() + " left";
                    case RESTORING -> "setting the limit back";
                    case OVER -> "over";
                };
    }

    private String left() {
        double held = looks.map(SweepRow.Looks::seconds).orElse(0.0);
        return Math.max(0, Math.round(seconds(plan.hold()) - held)) + "s";
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /// What it found.
    public SweepTable table() {
        String end = why.isEmpty() ? "the limit is as it was: " + LimitText.of(restore) : why;
        return new SweepTable(id, plan, rows, end);
    }
}
