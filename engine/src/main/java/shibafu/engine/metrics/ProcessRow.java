package shibafu.engine.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A process, as proc(5) tells it.
///
/// @param parent its pid
/// @param state one letter: R runs, S sleeps, D waits in the kernel, T is stopped, Z has ended and nobody has asked
/// @param residentBytes its memory that is not in swap, shared pages counted in full
/// @param cpuMillis CPU time that it has used
/// @param oomScore the higher, the sooner the kernel kills it for want of memory: 0 to 1000 and more
public record ProcessRow(
        int pid, int parent, String state, long residentBytes, long cpuMillis, int oomScore, String command) {
    private static final long PAGE_BYTES = 4096;
    private static final long MILLIS_A_TICK = 10; // USER_HZ is 100 on every Linux that Java runs on

    // Fields of proc_pid_stat(5), counted from 0.
    private static final int STATE = 2;
    private static final int PARENT = 3;
    private static final int USER_TIME = 13;
    private static final int SYSTEM_TIME = 14;
    private static final int RESIDENT_PAGES = 23;

    /// @return empty if it has ended
    public static Optional<ProcessRow> of(int pid) {
        Path proc = Path.of("/proc", Integer.toString(pid));
        try {
            List<String> stat = fields(Files.readString(proc.resolve("stat")));
            return Optional.of(new ProcessRow(
                    pid,
                    Integer.parseInt(stat.get(PARENT)),
                    stat.get(STATE),
                    Long.parseLong(stat.get(RESIDENT_PAGES)) * PAGE_BYTES,
                    (Long.parseLong(stat.get(USER_TIME)) + Long.parseLong(stat.get(SYSTEM_TIME))) * MILLIS_A_TICK,
                    Integer.parseInt(Files.readString(proc.resolve("oom_score")).strip()),
                    command(proc)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String command(Path proc) throws IOException {
        String words =
                Files.readString(proc.resolve("cmdline")).replace('\0', ' ').strip();
        return words.isEmpty() ? "[" + Files.readString(proc.resolve("comm")).strip() + "]" : words;
    }

    /// The second, the name, may itself have spaces and brackets.
    private static List<String> fields(String stat) {
        List<String> fields = new ArrayList<>(List.of("", ""));
        fields.addAll(List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)));
        return fields;
    }
}
