package shibafu.tui.limits;

import java.util.Locale;
import shibafu.engine.service.Limit;

/// The fields of the editor, row by row.
public enum LimitField {
    MEMORY(Limit.MEMORY_MAX, "memory", 0, "512M 1.5g 50% max"),
    HIGH(Limit.MEMORY_HIGH, "high", 0, "512M 50% max"),
    SWAP(Limit.SWAP_MAX, "swap", 0, "512M 0 for none, max"),
    PIDS(Limit.PIDS_MAX, "pids", 0, "20 50% max"),
    CPU(Limit.CPU_QUOTA, "cpu", 1, "cores: 0.5 50% max"),
    PERIOD(Limit.CPU_PERIOD, "period", 1, "milliseconds: 100"),
    WEIGHT(Limit.CPU_WEIGHT, "weight", 1, "against its neighbours: 200"),
    READ_BYTES(Limit.READ_BYTES, "rbps", 2, "bytes a second: 10m max"),
    WRITTEN_BYTES(Limit.WRITTEN_BYTES, "wbps", 2, "bytes a second: 10m max"),
    READS(Limit.READS, "riops", 2, "reads a second: 100 max"),
    WRITES(Limit.WRITES, "wiops", 2, "writes a second: 100 max");

    final Limit limit;
    final String label;
    final int row;
    final String hint;

    LimitField(Limit limit, String label, int row, String hint) {
        this.limit = limit;
        this.label = label;
        this.row = row;
        this.hint = hint;
    }

    /// The field of a limit.
    static LimitField of(Limit limit) {
        for (LimitField field : values()) {
            if (field.limit == limit) {
                return field;
            }
        }
        throw new IllegalArgumentException("no field for " + limit.name().toLowerCase(Locale.ROOT));
    }
}
