package shibafu.pty;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program running on a pseudo terminal of its own, as its session leader.
///
/// The session owns the terminal's master side and the process: [#close] ends both. The streams are those of the
/// master: reading ends when the last process has let go of the terminal.
public final class PtySession implements AutoCloseable {
    private final PtyProcess process;

    private PtySession(PtyProcess process) {
        this.process = process;
    }

    /// Starts a program.
    ///
    /// @param environment all of it: nothing is inherited
    /// @throws PtyException if no terminal can be had or the program cannot be executed
    public static PtySession start(List<String> command, Map<String, String> environment, WindowSize size) {
        requireProgram(command.getFirst(), environment.getOrDefault("PATH", ""));
        PtyProcessBuilder builder = new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(Map.copyOf(environment))
                .setInitialColumns(size.columns())
                .setInitialRows(size.rows());
        try {
            return new PtySession(NativeLibrary.around(builder::start));
        } catch (IOException e) {
            throw new PtyException("start " + command.getFirst() + " on a terminal: " + e.getMessage(), e);
        }
    }

    /// pty4j's C code would complain about a missing program on standard error, across whatever screen is there.
    private static void requireProgram(String program, String path) {
        boolean found = program.contains("/")
                ? Files.isExecutable(Path.of(program))
                : Arrays.stream(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!found) {
            throw new PtyException("start " + program + " on a terminal: no such program");
        }
    }

    /// What the program prints. Reads block.
    public InputStream output() {
        return process.getInputStream();
    }

    /// What the program reads as typed.
    public OutputStream input() {
        return process.getOutputStream();
    }

    /// Tells the terminal its new size; the program's foreground processes get SIGWINCH. Does nothing once it has
    /// ended.
    public void resize(WindowSize size) {
        try {
            process.setWinSize(new WinSize(size.columns(), size.rows()));
        } catch (IllegalStateException ended) {
            // The size of a terminal nobody looks at any more is of no consequence.
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /// Waits for the program's end.
    ///
    /// @return its exit code, 128 + n if signal n ended it
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /// Hangs up: SIGHUP, then SIGKILL for a program that stays half a second longer, and lets go of the terminal.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
