package shibafu.tui.limits;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;
import shibafu.tui.form.FormAction;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;

/// What keys make of the editor.
public final class LimitsUpdate {
    public static final KeyTable<FormAction> KEYS = FormAction.table("limits", "apply");

    private LimitsUpdate() {}

    /// What came of a key.
    ///
    /// @param form empty: closed
    /// @param change what to apply, if it is to be applied now
    public record Outcome(Optional<LimitsForm> form, Optional<LimitChange> change) {
        static Outcome stay(LimitsForm form) {
            return new Outcome(Optional.of(form), Optional.empty());
        }
    }

    /// @param now the container's newest sample: percentages are of the limits it tells
    public static Outcome key(LimitsForm form, Key key, Optional<Sample> now) {
        return KEYS.action(key)
                .map(action -> switch (action) {
                    case NEXT -> Outcome.stay(form.with(form.fields().next()));
                    case PREVIOUS -> Outcome.stay(form.with(form.fields().previous()));
                    case CANCEL -> new Outcome(Optional.empty(), Optional.empty());
                    case SUBMIT -> submit(form, now);
                })
                .orElseGet(() -> Outcome.stay(form.edited(key)));
    }

    public static LimitsForm pasted(LimitsForm form, String text) {
        return form.with(form.fields().pasted(text));
    }

    private static Outcome submit(LimitsForm form, Optional<Sample> now) {
        Map<LimitField, Amount> amounts = form.amounts(now);
        for (LimitField field : LimitField.values()) {
            Optional<String> problem = amount(amounts, field).problem();
            if (problem.isPresent()) {
                return Outcome.stay(form.with(form.fields().focus(field)).answered(true, problem.get()));
            }
        }
        OptionalLong quota = amount(amounts, LimitField.CPU).value();
        LimitChange change = new LimitChange(
                amount(amounts, LimitField.MEMORY).value(),
                quota,
                quota.isPresent() ? OptionalLong.of(Amounts.PERIOD_MICROS) : OptionalLong.empty(),
                amount(amounts, LimitField.PIDS).value());
        if (change.equals(LimitChange.NONE)) {
            return Outcome.stay(form.answered(true, "nothing to change: type a value into a field"));
        }
        return new Outcome(
                Optional.of(form.answered(false, "asking the kernel: " + LimitWords.of(change))), Optional.of(change));
    }

    private static Amount amount(Map<LimitField, Amount> amounts, LimitField field) {
        return amounts.getOrDefault(field, Amounts.memory("", OptionalLong.empty()));
    }
}
