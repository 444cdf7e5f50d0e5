package shibafu.tui.reader;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import shibafu.engine.metrics.ProcessRow;
import shibafu.tui.stats.Figures;
import shibafu.tui.theme.Role;

/// Processes: as a tree, each below the one that started it, or sorted.
///
/// @param base what was seen at an earlier look, from which rates are counted
/// @param cores of each process that was there then
public record Processes(List<ProcessRow> rows, Optional<Base> base, Map<Integer, Double> cores) implements Content {
    private static final String FORMAT = "%8s  %-2s %5s %9s %7s %6s  ";

    /// Shorter than this, the kernel's ticks of 10 ms would be all one sees.
    private static final Duration SHORTEST = Duration.ofMillis(900);

    /// CPU time of each process at one moment.
    public record Base(Instant at, Map<Integer, Long> cpuMillis) {
        public Base {
            cpuMillis = Map.copyOf(cpuMillis);
        }

        static Base of(Instant at, List<ProcessRow> rows) {
            return new Base(
                    at,
                    rows.stream()
                            .collect(Collectors.toMap(ProcessRow::pid, ProcessRow::cpuMillis, (one, other) -> one)));
        }
    }

    public Processes {
        rows = List.copyOf(rows);
        cores = Map.copyOf(cores);
    }

    /// A first look.
    public static Processes of(List<ProcessRow> rows) {
        return new Processes(rows, Optional.empty(), Map.of());
    }

    @Override
    public Content after(Content older, Instant now) {
        if (!(older instanceof Processes before) || before.base.isEmpty()) {
            return new Processes(rows, Optional.of(Base.of(now, rows)), Map.of());
        }
        Base from = before.base.get();
        Duration passed = Duration.between(from.at(), now);
        if (passed.compareTo(SHORTEST) < 0) {
            return new Processes(rows, before.base, before.cores);
        }
        Map<Integer, Double> used = new HashMap<>();
        for (ProcessRow row : rows) {
            Long then = from.cpuMillis().get(row.pid());
            if (then != null && then <= row.cpuMillis()) {
                used.put(row.pid(), (row.cpuMillis() - then) / (double) passed.toMillis());
            }
        }
        return new Processes(rows, Optional.of(Base.of(now, rows)), used);
    }

    @Override
    public List<Line> head(Look look) {
        String names = String.format(Locale.ROOT, FORMAT, "PID", "S", "CPU%", "TIME", "MEM", "OOM");
        return List.of(Line.of(names, Role.TITLE)
                .and("COMMAND, " + look.options().order().words(), Role.TITLE));
    }

    @Override
    public List<Line> lines(Look look) {
        List<Line> lines = new ArrayList<>();
        switch (look.options().order()) {
            case TREE -> tree(lines);
            case CPU ->
                sorted(
                        lines,
                        Comparator.comparingDouble((ProcessRow row) -> cores.getOrDefault(row.pid(), 0.0))
                                .thenComparingLong(ProcessRow::cpuMillis));
            case MEMORY -> sorted(lines, Comparator.comparingLong(ProcessRow::residentBytes));
            case OOM -> sorted(lines, Comparator.comparingInt(ProcessRow::oomScore));
        }
        return lines.stream().flatMap(line -> look.lines(line).stream()).toList();
    }

    private void sorted(List<Line> lines, Comparator<ProcessRow> least) {
        rows.stream()
                .sorted(least.reversed().thenComparingInt(ProcessRow::pid))
                .forEach(row -> lines.add(line(row, "")));
    }

    private void tree(List<Line> lines) {
        Set<Integer> known = rows.stream().map(ProcessRow::pid).collect(Collectors.toSet());
        List<ProcessRow> byPid =
                rows.stream().sorted(Comparator.comparingInt(ProcessRow::pid)).toList();
        Set<Integer> seen = new HashSet<>();
        for (ProcessRow process : byPid) {
            if (!known.contains(process.parent())) {
                add(process, byPid, 0, seen, lines);
            }
        }
    }

    private void add(ProcessRow process, List<ProcessRow> all, int depth, Set<Integer> seen, List<Line> lines) {
        if (!seen.add(process.pid())) {
            return; // pids that were given out anew between two looks may make a ring
        }
        lines.add(line(process, depth == 0 ? "" : "  ".repeat(depth - 1) + "└ "));
        for (ProcessRow child : all) {
            if (child.parent() == process.pid()) {
                add(child, all, depth + 1, seen, lines);
            }
        }
    }

    private Line line(ProcessRow process, String tree) {
        String figures = String.format(
                Locale.ROOT,
                FORMAT,
                process.pid(),
                process.state(),
                percent(
                        cores.containsKey(process.pid())
                                ? OptionalDouble.of(cores.getOrDefault(process.pid(), 0.0))
                                : OptionalDouble.empty()),
                seconds(process.cpuMillis()),
                Figures.bytes(process.residentBytes()),
                process.oomScore());
        return Line.of(figures).and(tree, Role.DIM).and(process.command());
    }

    private static String percent(OptionalDouble used) {
        return used.isPresent() ? String.format(Locale.ROOT, "%.0f", used.getAsDouble() * 100) : "-";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d:%02d.%02d", millis / 60_000, millis / 1000 % 60, millis / 10 % 100);
    }
}
