package shibafu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// A program in a terminal of tmux's, in a server of its own.
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long REST_NANOS = 20_000_000;

    private final Path folder;

    private Terminal(Path folder) {
        this.folder = folder;
    }

    /// Starts the program; its screen is looked at from then on.
    static Terminal start(int columns, int rows, List<String> command) throws IOException {
        // A socket of its own for each: a server that is told to end still answers for a moment.
        Terminal terminal = new Terminal(Files.createTempDirectory("shibafu-bench-"));
        List<String> words = new ArrayList<>(List.of("new-session", "-d"));
        words.addAll(List.of("-x", Integer.toString(columns), "-y", Integer.toString(rows)));
        words.addAll(List.of("env", "LC_ALL=C.UTF-8", "TERM=tmux-256color"));
        words.addAll(command);
        terminal.run(words);
        return terminal;
    }

    String screen() throws IOException {
        return run(List.of("capture-pane", "-p"));
    }

    void type(String text) throws IOException {
        run(List.of("send-keys", "-l", text));
    }

    long pid() throws IOException {
        return Long.parseLong(
                run(List.of("display-message", "-p", "#{pane_pid}")).strip());
    }

    /// Looks until the screen is as expected, and leaves the processors to the program in between: a look is a program
    /// of its own.
    ///
    /// @return when it was first seen so, as of [System#nanoTime]
    /// @throws IOException if that takes too long
    long await(Predicate<String> expected) throws IOException {
        return await(expected, REST_NANOS);
    }

    /// The same without a rest: for what takes no longer than that.
    long watch(Predicate<String> expected) throws IOException {
        return await(expected, 0);
    }

    private long await(Predicate<String> expected, long restNanos) throws IOException {
        long began = System.nanoTime();
        while (!expected.test(screen())) {
            LockSupport.parkNanos(restNanos);
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IOException("the terminal did not show what was expected, but:\n" + screen());
            }
        }
        return System.nanoTime();
    }

    private String run(List<String> words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", folder.resolve("socket").toString(), "-f", "/dev/null"));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        run(List.of("kill-server"));
        Files.deleteIfExists(folder.resolve("socket"));
        Files.delete(folder);
    }
}
