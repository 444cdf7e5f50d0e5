package shibafu.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// What the screen costs with 50 containers at 200x50, beside htop and btop that look at the same machine once a
/// second.
public final class ScreenTable {
    private static final int CONTAINERS = 50;
    private static final int STARTS = 10;
    private static final int KEYS = 40;
    private static final long WARM_MILLIS = 20_000;
    private static final long MEASURED_MILLIS = 20_000;
    /// Longer than a frame, and no multiple of one.
    private static final long BETWEEN_KEYS_MILLIS = 131;

    private final Path bin;
    private final PrintStream out;

    private ScreenTable(Path distribution, PrintStream out) {
        this.bin = distribution.resolve("bin");
        this.out = out;
    }

    /// A program with a screen.
    ///
    /// @param shown whether its first frame is there
    private record Program(List<String> command, Predicate<String> shown) {}

    /// @param arguments the folder of the distribution
    public static void main(String[] arguments) throws Exception {
        new ScreenTable(Path.of(arguments[0]), System.out).measure();
    }

    private void measure() throws Exception {
        Path home = Files.createTempDirectory("shibafu-bench-");
        try {
            for (int i = 0; i < CONTAINERS; i++) {
                shibafu(
                        "run",
                        "-d",
                        "--name",
                        name(i),
                        "--memory",
                        "64m",
                        "--pids-limit",
                        "50",
                        "busybox",
                        "sleep",
                        "10000");
            }
            Map<String, Program> programs = programs(home);
            Map<String, List<Double>> starts = new LinkedHashMap<>();
            for (int round = 0; round < STARTS; round++) {
                for (Map.Entry<String, Program> program : programs.entrySet()) {
                    starts.computeIfAbsent(program.getKey(), none -> new ArrayList<>())
                            .add(start(program.getValue()));
                }
            }
            print("%-12s %16s %8s %10s", "program", "first frame, ms", "CPU, %", "PSS, MiB");
            for (Map.Entry<String, Program> program : programs.entrySet()) {
                cost(program.getKey(), program.getValue(), median(starts.getOrDefault(program.getKey(), List.of())));
            }
            echo();
        } finally {
            for (int i = 0; i < CONTAINERS; i++) {
                shibafu("delete", "--force", name(i));
            }
            clear(home);
        }
    }

    private static String name(int i) {
        return "bench-screen-" + i;
    }

    private Map<String, Program> programs(Path home) throws IOException {
        Map<String, Program> programs = new LinkedHashMap<>();
        programs.put(
                "shibafu-tui",
                new Program(List.of(bin.resolve("shibafu-tui").toString()), screen -> screen.contains(name(0))));
        if (Files.isExecutable(Path.of("/usr/bin/htop"))) {
            programs.put("htop", new Program(List.of("htop", "-d", "10"), screen -> screen.contains("PID")));
        }
        if (Files.isExecutable(Path.of("/usr/bin/btop"))) {
            Path settings =
                    Files.createDirectories(home.resolve(".config/btop")).resolve("btop.conf");
            Files.writeString(settings, "update_ms = 1000\n");
            programs.put(
                    "btop",
                    new Program(
                            List.of("env", "HOME=" + home, "btop", "--utf-force"), screen -> screen.contains("Pid:")));
        }
        return programs;
    }

    /// @return milliseconds to the first frame
    private static double start(Program program) throws IOException {
        long began = System.nanoTime();
        try (Terminal terminal = Terminal.start(200, 50, program.command())) {
            return (terminal.await(program.shown()) - began) / 1e6;
        }
    }

    private void cost(String name, Program program, double firstFrame) throws IOException, InterruptedException {
        try (Terminal terminal = Terminal.start(200, 50, program.command())) {
            terminal.await(program.shown());
            Thread.sleep(WARM_MILLIS);
            ProcessTree tree = new ProcessTree(terminal.pid());
            double before = tree.cpuSeconds();
            long began = System.nanoTime();
            Thread.sleep(MEASURED_MILLIS);
            double share = (tree.cpuSeconds() - before) / ((System.nanoTime() - began) / 1e9);
            print("%-12s %16.0f %8.2f %10.1f", name, firstFrame, 100 * share, tree.pssMebibytes());
        }
    }

    /// How long after a key its echo stands on the screen, in a pane and in a plain shell, key by key in turns.
    private void echo() throws IOException, InterruptedException {
        List<String> shell = List.of(bin.resolve("shibafu").toString(), "exec", "-it", name(0), "sh");
        List<String> tui = List.of(bin.resolve("shibafu-tui").toString());
        try (Terminal plain = Terminal.start(80, 24, shell);
                Terminal pane = Terminal.start(80, 24, tui)) {
            plain.await(screen -> screen.contains("#"));
            pane.await(screen -> screen.contains(name(0)));
            pane.type("e");
            pane.await(screen -> screen.contains("/ #"));
            List<Double> there = new ArrayList<>();
            List<Double> here = new ArrayList<>();
            for (int key = 0; key < KEYS; key++) {
                there.add(echo(plain));
                Thread.sleep(BETWEEN_KEYS_MILLIS);
                here.add(echo(pane));
                Thread.sleep(BETWEEN_KEYS_MILLIS);
            }
            print(
                    "echo of a key, ms (median of %d): %.1f in the pane, %.1f in plain shibafu exec",
                    KEYS, median(here), median(there));
        }
    }

    private static double echo(Terminal terminal) throws IOException {
        long before = typed(terminal.screen());
        long began = System.nanoTime();
        terminal.type("Z");
        return (terminal.watch(screen -> typed(screen) > before) - began) / 1e6;
    }

    private static long typed(String screen) {
        return screen.chars().filter(c -> c == 'Z').count();
    }

    private void shibafu(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(bin.resolve("shibafu").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
