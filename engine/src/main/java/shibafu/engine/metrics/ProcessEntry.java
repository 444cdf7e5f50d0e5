package shibafu.engine.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process with what ps(1) shows of it beside a [ProcessRow].
///
/// @param user its effective user id, as the host counts
/// @param innerPid its pid in the innermost namespace that it is in
/// @param tty its controlling terminal, such as `pts/0`; `?` if it has none
/// @param elapsed since it began
/// @param virtualBytes of its address space
public record ProcessEntry(
        ProcessRow row, int user, int innerPid, String tty, Duration elapsed, long virtualBytes, String name) {
    // In proc_pid_stat(5), counted from the one after the name.
    private static final int TTY = 4;
    private static final int START = 19;
    private static final int VIRTUAL = 20;
    private static final int TICKS_A_SECOND = 100; // USER_HZ on every Linux that Java runs on
    private static final int FIRST_PTS = 136; // devices.txt: 136 to 143, 256 terminals each
    private static final int LAST_PTS = 143;
    private static final int CONSOLES = 4;

    /// @return empty if it has ended
    public static Optional<ProcessEntry> of(int pid) {
        Path proc = Path.of("/proc", Integer.toString(pid));
        try {
            String stat = Files.readString(proc.resolve("stat"));
            int end = stat.lastIndexOf(')');
            List<String> fields = List.of(stat.substring(end + 2).strip().split(" ", -1));
            Map<String, String> status = status(proc.resolve("status"));
            double up =
                    Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);
            double began = Double.parseDouble(fields.get(START)) / TICKS_A_SECOND;
            return ProcessRow.of(pid)
                    .map(row -> new ProcessEntry(
                            row,
                            Integer.parseInt(word(status, "Uid", 1, "0")),
                            Integer.parseInt(lastWord(status, "NSpid", Integer.toString(pid))),
                            terminal(Integer.parseInt(fields.get(TTY))),
                            Duration.ofMillis(Math.max(0, Math.round((up - began) * 1000))),
                            Long.parseLong(fields.get(VIRTUAL)),
                            stat.substring(stat.indexOf('(') + 1, end)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The share of one CPU that it has used since it began, in percent.
    public double cpuPercent() {
        return elapsed.isZero() ? 0 : 100.0 * row.cpuMillis() / elapsed.toMillis();
    }

    private static Map<String, String> status(Path file) throws IOException {
        Map<String, String> status = new HashMap<>();
        for (String line : Files.readString(file).lines().toList()) {
            String[] parts = line.split(":", 2);
            status.put(parts[0], parts.length > 1 ? parts[1].strip() : "");
        }
        return status;
    }

    private static String word(Map<String, String> status, String key, int index, String otherwise) {
        String[] words = status.getOrDefault(key, "").split("\\s+", -1);
        return index < words.length ? words[index] : otherwise;
    }

    private static String lastWord(Map<String, String> status, String key, String otherwise) {
        String[] words = status.getOrDefault(key, otherwise).split("\\s+", -1);
        return words[words.length - 1];
    }

    /// The number has its minor's lower 8 bits, then 12 bits of the major, then the rest of the minor.
    static String terminal(int number) {
        int major = (number >>> 8) & 0xfff;
        int minor = (number & 0xff) | ((number >>> 12) & 0xfff00);
        if (major >= FIRST_PTS && major <= LAST_PTS) {
            return "pts/" + ((major - FIRST_PTS) * 256 + minor);
        }
        return major == CONSOLES ? "tty" + minor : "?";
    }
}
