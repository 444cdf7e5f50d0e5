package shibafu.engine.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import shibafu.engine.ShibafuException;
import shibafu.engine.metrics.ProcessEntry;

/// A column of `shibafu top`, by the names that ps(1) and podman have for it.
enum ProcessColumn {
    USER("USER", e -> e.user() == 0 ? "root" : Integer.toString(e.user()), "user", "uid", "euid", "euser", "huser"),
    PID("PID", e -> Integer.toString(e.row().pid()), "pid", "hpid"),
    INNER_PID("NSPID", e -> Integer.toString(e.innerPid()), "nspid"),
    PARENT("PPID", e -> Integer.toString(e.row().parent()), "ppid"),
    CPU("%CPU", e -> String.format(Locale.ROOT, "%.3f", e.cpuPercent()), "pcpu", "%cpu", "c"),
    ELAPSED("ELAPSED", e -> time(e.elapsed()), "etime", "elapsed"),
    TTY("TTY", ProcessEntry::tty, "tty", "tt", "tname"),
    TIME("TIME", e -> time(Duration.ofMillis(e.row().cpuMillis())), "time", "cputime"),
    STATE("STATE", e -> e.row().state(), "state", "stat", "s"),
    RESIDENT("RSS", e -> kibibytes(e.row().residentBytes()), "rss", "rssize"),
    VIRTUAL("VSZ", e -> kibibytes(e.virtualBytes()), "vsz", "vsize"),
    NAME("COMM", ProcessEntry::name, "comm", "ucmd"),
    COMMAND("COMMAND", e -> e.row().command(), "args", "cmd", "command");

    /// Podman's choice.
    static final List<ProcessColumn> USUAL = List.of(USER, PID, PARENT, CPU, ELAPSED, TTY, TIME, COMMAND);

    private final String header;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Function<ProcessEntry, String> value;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> names;

    ProcessColumn(String header, Function<ProcessEntry, String> value, String... names) {
        this.header = header;
        this.value = value;
        this.names = List.of(names);
    }

    String header() {
        return header;
    }

    String of(ProcessEntry entry) {
        return value.apply(entry);
    }

    /// The columns that words ask for: names alone, or lists of them after ps' `-o`, with or without `-e`.
    ///
    /// @throws ShibafuException for a name that is none's
    static List<ProcessColumn> parse(List<String> words) {
        List<ProcessColumn> columns = new ArrayList<>();
        for (String word : words) {
            if (List.of("-e", "-A", "-o", "-eo", "-Ao").contains(word)) {
                continue;
            }
            String list = word.replaceFirst("^-[eA]?o", "");
            for (String name : list.split("[,\\s]+", -1)) {
                if (!name.isEmpty()) {
                    columns.add(named(name));
                }
            }
        }
        return columns.isEmpty() ? USUAL : columns;
    }

    private static ProcessColumn named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.names.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ShibafuException("top: no column '" + name + "': want "
                        + Arrays.stream(values()).map(c -> c.names.getFirst()).collect(Collectors.joining(", "))));
    }

    private static String kibibytes(long bytes) {
        return Long.toString(bytes / 1024);
    }

    private static String time(Duration time) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
