package shibafu.tui.limits;

import java.util.Optional;
import java.util.OptionalDouble;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.Limit;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Fields;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.Keymap;
import shibafu.tui.stats.Measure;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;

/// What keys make of the editor.
public final class LimitsUpdate {
    private static final double STEP = 0.05;
    private static final double LEAP = 0.25;

    private LimitsUpdate() {}

    /// What came of a key.
    ///
    /// @param form empty: closed
    /// @param change what to apply, if it is to be applied now
    /// @param changes with that change among those that were asked for
    public record Outcome(Optional<LimitsForm> form, Optional<LimitChange> change, Changes changes) {}

    /// @param trace what is known of the container: what has no limit starts from what is used
    public static Outcome key(LimitsForm form, Key key, Trace trace, Changes changes, Keymap keymap) {
        Optional<LimitsAction> action = keymap.of(LimitsAction.KEYS).action(key);
        if (action.isEmpty()) {
            return stay(form.edited(key), changes);
        }
        return switch (action.get()) {
            case NEXT -> stay(form.with(walked(form, true)), changes);
            case PREVIOUS -> stay(form.with(walked(form, false)), changes);
            case LESS -> stay(stepped(form, trace, -STEP), changes);
            case MORE -> stay(stepped(form, trace, STEP), changes);
            case MUCH_LESS -> stay(stepped(form, trace, -LEAP), changes);
            case MUCH_MORE -> stay(stepped(form, trace, LEAP), changes);
            case HALF -> stay(scaled(form, trace, 0.5), changes);
            case DOUBLE -> stay(scaled(form, trace, 2), changes);
            case ZERO -> stay(form.edited(Key.typed('0')), changes);
            case DISK -> stay(form.onDisk(form.disk() + 1), changes);
            case SUBMIT -> submit(form, changes);
            case UNDO -> undo(form, changes);
            case CANCEL -> new Outcome(Optional.empty(), Optional.empty(), changes);
        };
    }

    public static LimitsForm pasted(LimitsForm form, String text) {
        return form.with(form.fields().pasted(text));
    }

    private static Outcome stay(LimitsForm form, Changes changes) {
        return new Outcome(Optional.of(form), Optional.empty(), changes);
    }

    /// To the next field that this machine has a limit for.
    private static Fields<LimitField> walked(LimitsForm form, boolean on) {
        Fields<LimitField> fields = form.fields();
        for (int i = 0; i < LimitField.values().length; i++) {
            fields = on ? fields.next() : fields.previous();
            if (form.has(fields.focused())) {
                return fields;
            }
        }
        return form.fields();
    }

    /// By a share of the limit that holds, so that as many steps back undo those forward.
    private static LimitsForm stepped(LimitsForm form, Trace trace, double share) {
        LimitField field = form.fields().focused();
        OptionalDouble from = start(form, field, trace);
        double whole =
                form.held(field.limit).orElse(-1) > 0 ? form.held(field.limit).getAsLong() : from.orElse(0);
        return from.isEmpty() ? nothingToScale(form) : typed(form, field, from.getAsDouble() + whole * share);
    }

    private static LimitsForm scaled(LimitsForm form, Trace trace, double factor) {
        LimitField field = form.fields().focused();
        OptionalDouble from = start(form, field, trace);
        return from.isEmpty() ? nothingToScale(form) : typed(form, field, from.getAsDouble() * factor);
    }

    private static LimitsForm typed(LimitsForm form, LimitField field, double value) {
        return form.typed(field, LimitText.typed(field.limit, Math.max(0, value), form.periodMicros()));
    }

    private static LimitsForm nothingToScale(LimitsForm form) {
        return form.answered(true, "no limit holds and nothing is used: type a value");
    }

    /// What is staged, else what holds, else what is used.
    private static OptionalDouble start(LimitsForm form, LimitField field, Trace trace) {
        Amount staged = form.amount(field);
        if (staged.value().orElse(-1) > 0) {
            return OptionalDouble.of((double) staged.value().getAsLong());
        }
        long held = form.held(field.limit).orElse(-1);
        if (staged.value().isEmpty() && held > 0) {
            return OptionalDouble.of((double) held);
        }
        double used = used(field.limit, trace, form.periodMicros());
        return used > 0 ? OptionalDouble.of(used) : OptionalDouble.empty();
    }

    private static double used(Limit limit, Trace trace, long periodMicros) {
        Optional<Sample> sample = trace.last();
        Optional<Point> point = trace.newest();
        return switch (limit) {
            case MEMORY_MAX, MEMORY_HIGH -> sample.map(Sample::memoryBytes).orElse(0L);
            case SWAP_MAX -> sample.map(Sample::swapBytes).orElse(0L);
            case PIDS_MAX -> sample.map(Sample::pids).orElse(0L);
            case CPU_QUOTA -> known(point, Measure.CORES) * periodMicros;
            case READ_BYTES -> known(point, Measure.READ);
            case WRITTEN_BYTES -> known(point, Measure.WRITTEN);
            case CPU_PERIOD, CPU_WEIGHT, READS, WRITES -> 0;
        };
    }

    private static double known(Optional<Point> point, Measure measure) {
        return point.map(now -> now.known(measure))
                .orElse(OptionalDouble.empty())
                .orElse(0);
    }

    private static Outcome submit(LimitsForm form, Changes changes) {
        Optional<LimitField> wrong = form.wrong();
        if (wrong.isPresent()) {
            String problem = form.amount(wrong.get()).problem().orElse("");
            return stay(form.with(form.fields().focus(wrong.get())).answered(true, problem), changes);
        }
        return form.staged()
                .map(change -> ask(form, change, changes, false))
                .orElseGet(() -> stay(form.answered(true, "nothing to change: type a value into a field"), changes));
    }

    private static Outcome undo(LimitsForm form, Changes changes) {
        return changes.last(form.id())
                .map(change -> ask(form, change, changes, true))
                .orElseGet(() -> stay(form.answered(true, "nothing was changed here that could be undone"), changes));
    }

    private static Outcome ask(LimitsForm form, LimitChange change, Changes changes, boolean takesBack) {
        LimitChange undo = form.held().map(held -> held.undo(change)).orElse(LimitChange.NONE);
        return new Outcome(
                Optional.of(form.answered(false, "asking the kernel: " + LimitText.of(change))),
                Optional.of(change),
                changes.asking(form.id(), change, undo, takesBack));
    }
}
