package shibafu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import shibafu.pty.vt.VtTerminal;

/// How fast the emulator takes what programs print, beside tmux that is shown the same by `cat`, in rounds.
public final class EmulatorTable {
    private static final int SIZE = 16 << 20;
    private static final int ROUNDS = 5;
    private static final int PIECE = 16 * 1024;
    private static final double MEGABYTE = 1e6;

    private EmulatorTable() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("shibafu-bench-");
        Path file = directory.resolve("bytes");
        run("new-session", "-d", "-x", "100", "-y", "30", "exec sleep 1000");
        try {
            print("%-10s %10s %10s   (MB/s, median of %d rounds)", "what", "ours", "tmux", ROUNDS);
            for (Map.Entry<String, byte[]> input : inputs().entrySet()) {
                compare(input.getKey(), input.getValue(), file);
            }
        } finally {
            run("kill-server");
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void compare(String name, byte[] bytes, Path file) throws Exception {
        Files.write(file, bytes);
        ours(bytes); // warm
        List<Double> ours = new ArrayList<>();
        List<Double> tmux = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(bytes.length / MEGABYTE / ours(bytes));
            tmux.add(bytes.length / MEGABYTE / (tmux(file) - tmux(Path.of("/dev/null"))));
        }
        double mine = median(ours);
        double other = median(tmux);
        print("%-10s %10.1f %10.1f   %.1f times as fast", name, mine, other, mine / other);
    }

    /// @return seconds
    private static double ours(byte[] bytes) {
        VtTerminal terminal = new VtTerminal(100, 30, answer -> {});
        long began = System.nanoTime();
        for (int at = 0; at < bytes.length; at += PIECE) {
            terminal.feed(bytes, at, Math.min(bytes.length, at + PIECE));
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /// @return seconds, from the start of a shell to the end of the file
    private static double tmux(Path file) throws Exception {
        long began = System.nanoTime();
        run("respawn-pane", "-k", "cat " + file + "; tmux -L shibafu-bench wait-for -S done; exec sleep 1000");
        run("wait-for", "done");
        return (System.nanoTime() - began) / 1e9;
    }

    private static void run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", "shibafu-bench", "-f", "/dev/null"));
        command.addAll(List.of(words));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static Map<String, byte[]> inputs() {
        Map<String, byte[]> inputs = new LinkedHashMap<>();
        Random random = new Random(1);
        inputs.put("plain", filled(line -> "x".repeat(60 + random.nextInt(30)) + "\r\n"));
        inputs.put(
                "colours",
                filled(line -> "\033[1;3" + line % 8 + "mword\033[0m \033[38;5;" + line % 256 + "mx\033[m "));
        inputs.put("unicode", filled(line -> "na\u00efve caf\u00e9 \u6f22\u5b57 \u2500\u2502 " + line + "\r\n"));
        inputs.put("scrolling", filled(line -> "\033[5;25r\033[25;1H\n" + line + "\033[10;1H\033[L\033[M\033[r"));
        return inputs;
    }

    private static byte[] filled(IntFunction<String> lines) {
        StringBuilder text = new StringBuilder(SIZE + 200);
        for (int line = 0; text.length() < SIZE; line++) {
            text.append(lines.apply(line));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
