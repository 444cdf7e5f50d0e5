package shibafu.tui.limits;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;
import shibafu.tui.form.FormAction;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;

/// What keys make of the editor.
public final class LimitsUpdate {
    public static final KeyTable<FormAction> KEYS = FormAction.table("limits", "apply");

    /// A key beside those of every form.
    public enum Besides {
        UNDO
    }

    public static final KeyTable<Besides> BESIDES = new KeyTable<>(
            "limits",
            "limits, besides",
            true,
            List.of(Binding.shown("ctrl-z", "^Z", "undo", "take the last change back", Besides.UNDO)));

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
    public static Outcome key(LimitsForm form, Key key, Optional<Sample> now, Keymap keymap) {
        if (keymap.of(BESIDES).action(key).isPresent()) {
            return undo(form, now);
        }
        return keymap.of(KEYS)
                .action(key)
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
        LimitChange change = change(amounts);
        if (change.equals(LimitChange.NONE)) {
            return Outcome.stay(form.answered(true, "nothing to change: type a value into a field"));
        }
        return ask(form, change, now);
    }

    private static Outcome undo(LimitsForm form, Optional<Sample> now) {
        return form.before()
                .map(change -> ask(form, change, now))
                .orElseGet(() -> Outcome.stay(form.answered(true, "nothing was changed here that could be undone")));
    }

    private static Outcome ask(LimitsForm form, LimitChange change, Optional<Sample> now) {
        return new Outcome(
                Optional.of(form.undoneBy(change, now).answered(false, "asking the kernel: " + LimitWords.of(change))),
                Optional.of(change));
    }

    /// What Enter would ask for; empty if a field says no amount, or all say nothing.
    public static Optional<LimitChange> staged(LimitsForm form, Optional<Sample> now) {
        Map<LimitField, Amount> amounts = form.amounts(now);
        boolean good =
                amounts.values().stream().allMatch(amount -> amount.problem().isEmpty());
        return Optional.of(change(amounts)).filter(change -> good && !change.equals(LimitChange.NONE));
    }

    private static LimitChange change(Map<LimitField, Amount> amounts) {
        OptionalLong quota = amount(amounts, LimitField.CPU).value();
        return new LimitChange(
                amount(amounts, LimitField.MEMORY).value(),
                quota,
                quota.isPresent() ? OptionalLong.of(Amounts.PERIOD_MICROS) : OptionalLong.empty(),
                amount(amounts, LimitField.PIDS).value());
    }

    private static Amount amount(Map<LimitField, Amount> amounts, LimitField field) {
        return amounts.getOrDefault(field, Amounts.memory("", OptionalLong.empty()));
    }
}
