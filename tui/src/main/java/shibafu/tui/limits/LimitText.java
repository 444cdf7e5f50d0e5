package shibafu.tui.limits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import shibafu.engine.service.Limit;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amounts;
import shibafu.tui.stats.Figures;

/// Limits in words.
public final class LimitText {
    private static final long MEBIBYTE = 1 << 20;

    /// Below so much a step of five hundredths would vanish in whole mebibytes.
    private static final long FINE_BYTES = 32 * MEBIBYTE;

    private LimitText() {}

    /// Such as `memory 64M, cpu 0.50 cores`.
    public static String of(LimitChange change) {
        List<String> words = new ArrayList<>();
        long period = change.periodMicros().orElse(Amounts.PERIOD_MICROS);
        change.values().forEach((limit, value) -> {
            if (limit != Limit.CPU_PERIOD || change.quotaMicros().isEmpty()) {
                words.add(LimitField.of(limit).label + " " + of(limit, value, period)
                        + (limit == Limit.CPU_QUOTA && value >= 0 ? " cores" : ""));
            }
        });
        return String.join(", ", words);
    }

    /// A value as short as can be: `64M`, `0.50`, `100ms`, `max`.
    public static String of(Limit limit, long value, long periodMicros) {
        if (value < 0) {
            return "max";
        }
        return switch (limit) {
            case MEMORY_MAX, MEMORY_HIGH, SWAP_MAX, READ_BYTES, WRITTEN_BYTES -> Figures.bytes(value);
            case CPU_QUOTA -> Figures.cores((double) value / periodMicros);
            case CPU_PERIOD -> plain(BigDecimal.valueOf(value, 3)) + "ms";
            case CPU_WEIGHT, PIDS_MAX, READS, WRITES -> Long.toString(value);
        };
    }

    static String of(Limit limit, OptionalLong value, long periodMicros) {
        return value.isPresent() ? of(limit, value.getAsLong(), periodMicros) : "-";
    }

    /// A value as it would be typed, near enough for a step.
    static String typed(Limit limit, double value, long periodMicros) {
        return switch (limit) {
            case MEMORY_MAX, MEMORY_HIGH, SWAP_MAX, READ_BYTES, WRITTEN_BYTES ->
                value >= FINE_BYTES ? Math.round(value / MEBIBYTE) + "M" : Math.max(1, Math.round(value / 1024)) + "K";
            case CPU_QUOTA ->
                plain(BigDecimal.valueOf(Math.max(value / periodMicros, 0.01)).setScale(3, RoundingMode.HALF_UP));
            case CPU_PERIOD ->
                plain(BigDecimal.valueOf(Math.clamp(value / 1000, 1, 1000)).setScale(0, RoundingMode.HALF_UP));
            case CPU_WEIGHT, PIDS_MAX, READS, WRITES -> Long.toString(Math.max(1, Math.round(value)));
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
