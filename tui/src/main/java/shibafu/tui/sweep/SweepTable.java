package shibafu.tui.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import shibafu.tui.form.Amounts;
import shibafu.tui.limits.LimitText;
import shibafu.tui.stats.Figures;

/// What a sweep found.
///
/// @param outcome how it went, a line
public record SweepTable(String id, SweepPlan plan, List<SweepRow> rows, String outcome) {
    private static final String HEADER = "   LIMIT  SECS  CORES THR%  MEM MEAN  MEM MAX  WAIT cpu/mem/io %  OOM  END";

    public SweepTable {
        rows = List.copyOf(rows);
    }

    /// For the screen.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(plan.limit().file(true) + ": " + rows.size() + " of "
                + plan.values().size() + " steps, " + plan.hold().toSeconds() + "s each");
        lines.add(outcome);
        lines.add(HEADER);
        for (SweepRow row : rows) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%8s %5.0f %6s %4s %9s %8s %17s %4d  %s",
                            LimitText.of(plan.limit(), row.limit(), Amounts.PERIOD_MICROS),
                            row.seconds(),
                            row.cores().isPresent() ? Figures.cores(row.cores().getAsDouble()) : "-",
                            percent(row.throttled()),
                            Figures.bytes((long) row.memoryMean()),
                            Figures.bytes(row.memoryMax()),
                            percent(row.cpuWait()) + "/" + percent(row.memoryWait()) + "/" + percent(row.ioWait()),
                            row.oomKills(),
                            row.end())
                    .stripTrailing());
        }
        return lines;
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? Figures.percent(share.getAsDouble()) : "-";
    }

    /// Comma-separated, a line a step, in bytes, seconds and shares; what is not known is empty.
    public String csv() {
        StringBuilder text = new StringBuilder(plan.limit().file(true)
                + ",seconds,cores_mean,throttled_share,memory_mean_bytes,memory_max_bytes"
                + ",cpu_wait_share,memory_wait_share,io_wait_share,oom_kills,end\n");
        for (SweepRow row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d,%.3f,%s,%s,%.0f,%d,%s,%s,%s,%d,%s%n",
                    row.limit(),
                    row.seconds(),
                    number(row.cores()),
                    number(row.throttled()),
                    row.memoryMean(),
                    row.memoryMax(),
                    number(row.cpuWait()),
                    number(row.memoryWait()),
                    number(row.ioWait()),
                    row.oomKills(),
                    row.end().replace(',', ';')));
        }
        return text.toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
    }
}
