package shibafu.engine.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Looks again and again at which processes of a container use most. Cheap: one small file of each process a look; the
/// command is read once, and anew when the process runs another program.
public final class ProcessSampler {
    private final Supplier<List<Integer>> pids;
    private final LongSupplier nanoTime;
    private final Path proc;
    private Map<Integer, Known> known = new HashMap<>();
    private long lookedAt;

    /// @param start when it started, in ticks: a pid may be used again
    private record Known(String start, String name, String command, long cpuMillis) {}

    /// @param pids of the processes, asked for at each look
    public ProcessSampler(Supplier<List<Integer>> pids) {
        this(pids, System::nanoTime, Path.of("/proc"));
    }

    ProcessSampler(Supplier<List<Integer>> pids, LongSupplier nanoTime, Path proc) {
        this.pids = pids;
        this.nanoTime = nanoTime;
        this.proc = proc;
    }

    /// Those that used most CPU time since the look before, the most first, and the one with the most memory if it is
    /// not among them. At a first look nobody has used any.
    ///
    /// @param most of them by CPU time
    public synchronized List<ProcessUse> busiest(int most) {
        long now = nanoTime.getAsLong();
        double millis = (now - lookedAt) / 1e6;
        Map<Integer, Known> seen = new HashMap<>();
        List<ProcessUse> uses = new ArrayList<>();
        for (int pid : pids.get()) {
            look(pid, millis, seen).ifPresent(uses::add);
        }
        known = seen;
        lookedAt = now;
        uses.sort(Comparator.comparingDouble(ProcessUse::cores)
                .thenComparingLong(ProcessUse::residentBytes)
                .reversed());
        List<ProcessUse> busiest = new ArrayList<>(uses.subList(0, Math.min(most, uses.size())));
        uses.stream()
                .max(Comparator.comparingLong(ProcessUse::residentBytes))
                .filter(largest -> !busiest.contains(largest))
                .ifPresent(busiest::add);
        return busiest;
    }

    private Optional<ProcessUse> look(int pid, double millis, Map<Integer, Known> seen) {
        Path folder = proc.resolve(Integer.toString(pid));
        try {
            ProcessStat stat = ProcessStat.parse(Files.readString(folder.resolve("stat")));
            Optional<Known> before = Optional.ofNullable(known.get(pid)).filter(old -> old.start.equals(stat.start()));
            String command = before.filter(old -> old.name.equals(stat.name()))
                    .map(Known::command)
                    .orElseGet(() -> command(folder, stat.name()));
            seen.put(pid, new Known(stat.start(), stat.name(), command, stat.cpuMillis()));
            double cores = before.map(old -> (stat.cpuMillis() - old.cpuMillis) / millis)
                    .orElse(0.0);
            return Optional.of(new ProcessUse(pid, command, Math.max(0, cores), stat.residentBytes()));
        } catch (IOException e) {
            return Optional.empty(); // it has ended
        }
    }

    private static String command(Path folder, String name) {
        try {
            String words = Files.readString(folder.resolve("cmdline"))
                    .replace('\0', ' ')
                    .strip();
            return words.isEmpty() ? "[" + name + "]" : words;
        } catch (IOException e) {
            return "[" + name + "]";
        }
    }
}
