package shibafu.tui.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;
import shibafu.tui.stats.Figures;

/// A change of limits in words.
public final class LimitWords {
    private LimitWords() {}

    /// Such as `memory 64M, cpu 0.50 cores`.
    public static String of(LimitChange change) {
        List<String> words = new ArrayList<>();
        change.memoryBytes().ifPresent(bytes -> words.add("memory " + limit(bytes, Figures.bytes(bytes))));
        change.quotaMicros().ifPresent(quota -> words.add("cpu " + limit(quota, cores(quota, change.periodMicros()))));
        change.pids().ifPresent(pids -> words.add("pids " + limit(pids, Long.toString(pids))));
        return String.join(", ", words);
    }

    private static String cores(long quota, OptionalLong period) {
        return Figures.cores((double) quota / period.orElse(Amounts.PERIOD_MICROS)) + " cores";
    }

    private static String limit(long value, String words) {
        return value == Amount.UNLIMITED ? "max" : words;
    }
}
