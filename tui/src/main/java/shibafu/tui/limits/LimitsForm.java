package shibafu.tui.limits;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.service.HeldLimits;
import shibafu.engine.service.Limit;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;
import shibafu.tui.form.Fields;
import shibafu.tui.keys.Key;

/// Limits that are being changed. Nothing is written while typing: a value is only staged, until Enter.
///
/// @param id the container
/// @param held the limits that it has now, once they are known
/// @param disk which of its disks the fields of a disk are for
/// @param answer what came of the last Enter
/// @param preview what the staged change would write, once it is known
public record LimitsForm(
        String id,
        Fields<LimitField> fields,
        Optional<HeldLimits> held,
        int disk,
        Optional<Answer> answer,
        Optional<Preview> preview) {
    /// What a change would write.
    public record Preview(LimitChange change, String text) {}

    /// What came of a change.
    ///
    /// @param bad whether it was refused
    public record Answer(boolean bad, String text) {}

    public static LimitsForm of(String id) {
        return new LimitsForm(id, Fields.of(LimitField.class), Optional.empty(), 0, Optional.empty(), Optional.empty());
    }

    LimitsForm with(Fields<LimitField> changed) {
        return new LimitsForm(id, changed, held, disk, answer, preview);
    }

    LimitsForm edited(Key key) {
        return new LimitsForm(id, fields.edited(key), held, disk, Optional.empty(), preview);
    }

    LimitsForm typed(LimitField field, String text) {
        return new LimitsForm(id, fields.with(field, text), held, disk, Optional.empty(), preview);
    }

    /// The editor as it is when the limits that hold were read.
    public LimitsForm holding(HeldLimits now) {
        return new LimitsForm(id, fields, Optional.of(now), disk, answer, preview);
    }

    LimitsForm onDisk(int number) {
        return new LimitsForm(id, fields, held, number, Optional.empty(), preview);
    }

    public LimitsForm answered(boolean bad, String text) {
        return new LimitsForm(id, fields, held, disk, Optional.of(new Answer(bad, text)), preview);
    }

    /// The form after an accepted change: nothing staged, the answer in sight.
    public LimitsForm accepted(String text) {
        Fields<LimitField> emptied = fields;
        for (LimitField field : LimitField.values()) {
            emptied = emptied.with(field, "");
        }
        return new LimitsForm(id, emptied, held, disk, Optional.of(new Answer(false, text)), Optional.empty());
    }

    public LimitsForm previewed(LimitChange change, String text) {
        return new LimitsForm(id, fields, held, disk, answer, Optional.of(new Preview(change, text)));
    }

    /// Whether this machine has the limit of a field; as long as nobody knows, it has.
    boolean has(LimitField field) {
        return held.map(limits -> field.limit.isOfDisk()
                        ? !limits.disks().isEmpty()
                        : limits.value(field.limit).isPresent())
                .orElse(true);
    }

    /// The disk that the fields of a disk are for.
    Optional<HeldLimits.Disk> chosenDisk() {
        List<HeldLimits.Disk> disks = held.map(HeldLimits::disks).orElse(List.of());
        return disks.isEmpty() ? Optional.empty() : Optional.of(disks.get(Math.floorMod(disk, disks.size())));
    }

    /// What holds now; empty where it is not known, `-1` for no limit.
    OptionalLong held(Limit limit) {
        if (!limit.isOfDisk()) {
            return held.map(limits -> limits.value(limit)).orElse(OptionalLong.empty());
        }
        Optional<Long> value = chosenDisk()
                .flatMap(chosen -> Optional.ofNullable(chosen.values().get(limit)));
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }

    /// The period that a quota is of: the staged one, or the one that holds.
    long periodMicros() {
        return Amounts.period(fields.text(LimitField.PERIOD))
                .value()
                .orElse(Math.max(1, held(Limit.CPU_PERIOD).orElse(Amounts.PERIOD_MICROS)));
    }

    /// What a field says. Only a limit of no swap makes sense: any other of 0 is none at all.
    Amount amount(LimitField field) {
        String text = fields.text(field).equals("0") && field != LimitField.SWAP ? "max" : fields.text(field);
        OptionalLong whole = held(field.limit).orElse(Amount.UNLIMITED) < 0 ? OptionalLong.empty() : held(field.limit);
        return switch (field.limit) {
            case MEMORY_MAX, MEMORY_HIGH -> Amounts.memory(text, whole);
            case SWAP_MAX -> Amounts.memory(text, whole);
            case PIDS_MAX -> Amounts.pids(text, whole);
            case CPU_QUOTA -> Amounts.cpu(text, periodMicros());
            case CPU_PERIOD -> Amounts.period(text);
            case CPU_WEIGHT ->
                Amounts.weight(text, whole, held.map(HeldLimits::v2).orElse(true));
            case READ_BYTES, WRITTEN_BYTES -> Amounts.memory(text, whole);
            case READS, WRITES -> Amounts.count(text, whole, "operations a second like 100, or max");
        };
    }

    /// The first field that says no amount.
    Optional<LimitField> wrong() {
        for (LimitField field : LimitField.values()) {
            if (amount(field).problem().isPresent()) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /// What Enter would ask for; empty if a field says no amount, or all say nothing.
    public Optional<LimitChange> staged() {
        if (wrong().isPresent()) {
            return Optional.empty();
        }
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        for (LimitField field : LimitField.values()) {
            amount(field).value().ifPresent(value -> values.put(field.limit, value));
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        quota(values);
        boolean ofDisk = values.keySet().stream().anyMatch(Limit::isOfDisk);
        return Optional.of(
                new LimitChange(values, ofDisk ? chosenDisk().map(HeldLimits.Disk::numbers) : Optional.empty()));
    }

    /// A quota goes with its period; a new period alone keeps the share.
    private void quota(Map<Limit, Long> values) {
        if (values.containsKey(Limit.CPU_QUOTA)) {
            values.put(Limit.CPU_PERIOD, periodMicros());
        } else if (values.containsKey(Limit.CPU_PERIOD) && held(Limit.CPU_QUOTA).orElse(-1) > 0) {
            double share = (double) held(Limit.CPU_QUOTA).orElse(0)
                    / Math.max(1, held(Limit.CPU_PERIOD).orElse(1));
            values.put(Limit.CPU_QUOTA, Math.max(1000, Math.round(share * periodMicros())));
        }
    }

    /// A staged value for its graph.
    private OptionalDouble staged(LimitField field, double unit) {
        long value = amount(field).value().orElse(Amount.UNLIMITED);
        return value == Amount.UNLIMITED ? OptionalDouble.empty() : OptionalDouble.of((double) value / unit);
    }

    /// The staged memory limit in bytes, or else the staged bound above which it is slowed down.
    public OptionalDouble stagedMemory() {
        OptionalDouble max = staged(LimitField.MEMORY, 1);
        return max.isPresent() ? max : staged(LimitField.HIGH, 1);
    }

    /// The staged CPU limit in cores.
    public OptionalDouble stagedCores() {
        return staged(LimitField.CPU, (double) periodMicros());
    }

    public OptionalDouble stagedPids() {
        return staged(LimitField.PIDS, 1);
    }
}
