package shibafu.tui.limits;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;
import shibafu.tui.form.Fields;
import shibafu.tui.keys.Key;

/// Limits that are being changed. Nothing is written while typing: a value is only staged, until Enter.
///
/// @param id the container
/// @param answer what came of the last Enter
/// @param preview what the staged change would write, once it is known
/// @param before what would undo the last change
public record LimitsForm(
        String id,
        Fields<LimitField> fields,
        Optional<Answer> answer,
        Optional<Preview> preview,
        Optional<LimitChange> before) {
    /// What a change would write.
    public record Preview(LimitChange change, String text) {}

    /// What came of a change.
    ///
    /// @param bad whether it was refused
    public record Answer(boolean bad, String text) {}

    public static LimitsForm of(String id) {
        return new LimitsForm(id, Fields.of(LimitField.class), Optional.empty(), Optional.empty(), Optional.empty());
    }

    LimitsForm with(Fields<LimitField> changed) {
        return new LimitsForm(id, changed, answer, preview, before);
    }

    LimitsForm edited(Key key) {
        return new LimitsForm(id, fields.edited(key), Optional.empty(), preview, before);
    }

    public LimitsForm answered(boolean bad, String text) {
        return new LimitsForm(id, fields, Optional.of(new Answer(bad, text)), preview, before);
    }

    /// The form after an accepted change: nothing staged, the answer in sight.
    public LimitsForm accepted(String text) {
        Fields<LimitField> emptied = fields;
        for (LimitField field : LimitField.values()) {
            emptied = emptied.with(field, "");
        }
        return new LimitsForm(id, emptied, Optional.of(new Answer(false, text)), Optional.empty(), before);
    }

    public LimitsForm previewed(LimitChange change, String text) {
        return new LimitsForm(id, fields, answer, Optional.of(new Preview(change, text)), before);
    }

    /// Before a change is asked for: what undoes it are the values that hold now.
    LimitsForm undoneBy(LimitChange change, Optional<Sample> now) {
        Optional<LimitChange> undo = now.map(sample -> new LimitChange(
                held(change.memoryBytes(), sample.memoryLimitBytes()),
                held(change.quotaMicros(), sample.quotaMicros()),
                change.quotaMicros().isPresent() ? sample.periodMicros() : OptionalLong.empty(),
                held(change.pids(), sample.pidsLimit())));
        return new LimitsForm(id, fields, answer, preview, undo);
    }

    private static OptionalLong held(OptionalLong changed, OptionalLong now) {
        return changed.isPresent() ? OptionalLong.of(now.orElse(Amount.UNLIMITED)) : OptionalLong.empty();
    }

    /// What each field says, given the limits that hold now.
    Map<LimitField, Amount> amounts(Optional<Sample> now) {
        OptionalLong memory = now.map(Sample::memoryLimitBytes).orElse(OptionalLong.empty());
        OptionalLong pids = now.map(Sample::pidsLimit).orElse(OptionalLong.empty());
        return Map.of(
                LimitField.MEMORY, Amounts.memory(fields.text(LimitField.MEMORY), memory),
                LimitField.CPU, Amounts.cpu(fields.text(LimitField.CPU)),
                LimitField.PIDS, Amounts.pids(fields.text(LimitField.PIDS), pids));
    }

    /// The staged memory limit in bytes, for its graph.
    public OptionalDouble stagedMemory(Optional<Sample> now) {
        return staged(now, LimitField.MEMORY, 1);
    }

    /// The staged CPU limit in cores, for its graph.
    public OptionalDouble stagedCores(Optional<Sample> now) {
        return staged(now, LimitField.CPU, Amounts.PERIOD_MICROS);
    }

    private OptionalDouble staged(Optional<Sample> now, LimitField field, double unit) {
        Amount amount = amounts(now).getOrDefault(field, Amounts.memory("", OptionalLong.empty()));
        long value = amount.value().orElse(Amount.UNLIMITED);
        return value == Amount.UNLIMITED ? OptionalDouble.empty() : OptionalDouble.of(value / unit);
    }
}
