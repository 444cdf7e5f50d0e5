package shibafu.tui.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import shibafu.engine.metrics.ProcessRow;
import shibafu.tui.stats.Figures;

/// Processes as a tree: each below the one that started it.
public final class ProcessLines {
    private static final String FORMAT = "%8s  %-2s %9s %7s %6s  %s%s";

    private ProcessLines() {}

    public static List<String> of(List<ProcessRow> processes) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, FORMAT, "PID", "S", "CPU", "MEM", "OOM", "", "COMMAND"));
        Set<Integer> known = processes.stream().map(ProcessRow::pid).collect(Collectors.toSet());
        List<ProcessRow> sorted = processes.stream()
                .sorted(Comparator.comparingInt(ProcessRow::pid))
                .toList();
        Set<Integer> seen = new HashSet<>();
        for (ProcessRow process : sorted) {
            if (!known.contains(process.parent())) {
                add(process, sorted, 0, seen, lines);
            }
        }
        return lines;
    }

    private static void add(
            ProcessRow process, List<ProcessRow> all, int depth, Set<Integer> seen, List<String> lines) {
        if (!seen.add(process.pid())) {
            return; // pids that were given out anew between two looks may make a ring
        }
        String tree = depth == 0 ? "" : "  ".repeat(depth - 1) + "└ ";
        lines.add(String.format(
                Locale.ROOT,
                FORMAT,
                process.pid(),
                process.state(),
                seconds(process.cpuMillis()),
                Figures.bytes(process.residentBytes()),
                process.oomScore(),
                tree,
                process.command()));
        for (ProcessRow child : all) {
            if (child.parent() == process.pid()) {
                add(child, all, depth + 1, seen, lines);
            }
        }
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d:%02d.%02d", millis / 60_000, millis / 1000 % 60, millis / 10 % 100);
    }
}
