package shibafu.engine.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /// @return empty if it has ended
    public static Optional<ProcessRow> of(int pid) {
        Path proc = Path.of("/proc", Integer.toString(pid));
        try {
            ProcessStat stat = ProcessStat.parse(Files.readString(proc.resolve("stat")));
            return Optional.of(new ProcessRow(
                    pid,
                    stat.parent(),
                    stat.state(),
                    stat.residentBytes(),
                    stat.cpuMillis(),
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
}
