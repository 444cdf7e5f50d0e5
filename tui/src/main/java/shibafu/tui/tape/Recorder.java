package shibafu.tui.tape;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import shibafu.engine.service.ContainerRow;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.tui.draw.Size;
import shibafu.tui.flow.Msg;
import shibafu.tui.term.ShellTap;

/// Hears all that the screen hears, and writes it down while somebody wants that. Any thread may call; hearing is
/// cheap, and never fails or blocks the one who tells.
public final class Recorder implements ShellTap, AutoCloseable {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'run-'yyyyMMdd-HHmmss");

    private final Path parent;
    private final Map<String, String> environment;
    private final About about;
    private final Clocks clocks;
    private final Function<String, String> config;
    private final Consumer<ShellTap> shells;
    private final Consumer<Msg> answers;
    private volatile List<ContainerRow> rows = List.of();
    private volatile long startNanos;
    private volatile @Nullable Take take;

    /// @param wall for people; `nanoTime` is the one that samples are taken by
    public record Clocks(InstantSource wall, LongSupplier nanoTime) {
        public static final Clocks REAL = new Clocks(InstantSource.system(), System::nanoTime);
    }

    /// @param parent folder in which each recording makes one of its own
    /// @param environment of this process: it tells who called sudo
    /// @param config tells a container's configuration
    /// @param shells is given who wants to hear them
    /// @param answers is told what became of a recording
    public Recorder(
            Path parent,
            Map<String, String> environment,
            About about,
            Clocks clocks,
            Function<String, String> config,
            Consumer<ShellTap> shells,
            Consumer<Msg> answers) {
        this.parent = parent;
        this.environment = Map.copyOf(environment);
        this.about = about;
        this.clocks = clocks;
        this.config = config;
        this.shells = shells;
        this.answers = answers;
    }

    /// Begins one, unless there is one; answered by [Msg.RecordBegan] or [Msg.RecordEnded]. Waits for the disk.
    ///
    /// @param theme that the screen has
    public synchronized void start(String theme) {
        if (take != null) {
            return;
        }
        Instant start = clocks.wall().instant();
        String name = NAME.format(start.atZone(about.host().zone()));
        try {
            TapeFolder folder = TapeFolder.create(parent, name, environment);
            String path = folder.path().toString();
            Take made = new Take(
                    new TapeWriter(folder, start, about.text(start, theme, rows, config)),
                    problem -> ended(path, problem));
            startNanos = clocks.nanoTime().getAsLong();
            made.hear(new Heard.Told(0, new Msg.Listed(rows, start)));
            take = made;
            made.start();
            shells.accept(this);
            answers.accept(new Msg.RecordBegan(path, start));
        } catch (TapeException e) {
            answers.accept(new Msg.RecordEnded(parent.resolve(name).toString(), e.getMessage()));
        } catch (IOException e) {
            String path = parent.resolve(name).toString();
            answers.accept(new Msg.RecordEnded(path, "record into " + path + ": " + TapeFolder.reason(e)));
        }
    }

    /// Ends it, if there is one; answered by [Msg.RecordEnded].
    public synchronized void stop() {
        Take running = take;
        if (running != null) {
            running.stop(new Heard.Stop(now()));
        }
    }

    /// Also for the end of the program.
    @Override
    public void close() {
        stop();
    }

    /// On the thread that wrote.
    private void ended(String path, String problem) {
        shells.accept(ShellTap.NONE);
        take = null;
        answers.accept(new Msg.RecordEnded(
                path, problem.isEmpty() ? "" : "record into " + path + ": " + problem + "; the recording ends here"));
    }

    /// Something that the screen is told too.
    public void heard(Msg msg) {
        if (msg instanceof Msg.Listed listed) {
            rows = listed.rows();
        }
        Take running = take;
        if (running != null && isWorthwhile(msg)) {
            long micros = msg instanceof Msg.Sampled sampled
                    ? Math.max(0, (sampled.sample().nanoTime() - startNanos) / 1000)
                    : now();
            running.hear(new Heard.Told(micros, msg));
        }
    }

    private static boolean isWorthwhile(Msg msg) {
        return !(msg instanceof Msg.KeyPressed || msg instanceof Msg.Pasted || msg instanceof Msg.ShellScreen);
    }

    private long now() {
        return Math.max(0, (clocks.nanoTime().getAsLong() - startNanos) / 1000);
    }

    @Override
    public void opened(long number, String id, ScreenSnapshot screen) {
        Optional.ofNullable(take).ifPresent(running -> running.hear(new Heard.Opened(now(), number, id, screen)));
    }

    @Override
    public void printed(long number, byte[] bytes, int count) {
        Take running = take;
        if (running != null) {
            running.hear(new Heard.Printed(now(), number, Arrays.copyOf(bytes, count)));
        }
    }

    @Override
    public void resized(long number, Size size) {
        Optional.ofNullable(take)
                .ifPresent(running -> running.hear(new Heard.Resized(now(), number, size.columns(), size.rows())));
    }
}
