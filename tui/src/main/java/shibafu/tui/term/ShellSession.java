package shibafu.tui.term;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import shibafu.pty.PtySession;
import shibafu.pty.WindowSize;
import shibafu.pty.vt.MouseEvent;
import shibafu.pty.vt.MouseReport;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.pty.vt.TypedKeys;
import shibafu.pty.vt.VtTerminal;
import shibafu.tui.draw.Size;
import shibafu.tui.flow.Msg;

/// A program on a pseudo terminal of its own, whose screen is told by messages, no more often than it can be drawn.
final class ShellSession implements AutoCloseable {
    private static final long FRAME_MILLIS = 16;

    private static final int WHEEL_LINES = 3;

    /// A program that asks not to be looked at is obeyed no longer than this.
    private static final int PATIENCE_FRAMES = 10;

    /// So quick an end is a failure to start, of which the user would otherwise see nothing.
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final long number;
    private final String id;
    private final Consumer<Msg> messages;
    private final PtySession pty;
    private final VtTerminal terminal;
    private final BlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
    private final Semaphore changed = new Semaphore(0);
    private final long started = System.nanoTime();
    private volatile int back;
    private volatile Optional<MouseEvent> pressed = Optional.empty();
    private volatile boolean ended;
    private final Object tapped = new Object();
    private ShellTap tap = ShellTap.NONE;

    /// @throws shibafu.pty.PtyException if it can't be started
    ShellSession(
            long number,
            String id,
            List<String> command,
            Map<String, String> environment,
            Size size,
            Consumer<Msg> messages) {
        this.number = number;
        this.id = id;
        this.messages = messages;
        this.terminal = new VtTerminal(size.columns(), size.rows(), input::add);
        this.pty = PtySession.start(command, environment, new WindowSize(size.columns(), size.rows()));
        // Platform threads: a read of a terminal cannot be unmounted from a carrier.
        Thread.ofPlatform().daemon().name("shell " + id).start(this::read);
        Thread writer = Thread.ofPlatform().daemon().name("typed " + id).start(this::write);
        Thread.ofVirtual().name("screen " + id).start(() -> show(writer));
    }

    /// What was typed for it.
    void type(byte[] typed) {
        if (back != 0) {
            back = 0;
            changed.release();
        }
        input.add(TypedKeys.forProgram(typed, terminal.keyModes()));
    }

    /// The mouse over its screen: the program's if it asked for it; else the wheel looks back.
    void mouse(MouseEvent event) {
        byte[] report = MouseReport.of(event, terminal.keyModes());
        if (report.length > 0) {
            input.add(report);
        } else if (event.button() == MouseEvent.Button.WHEEL_UP) {
            scrollLines(-WHEEL_LINES);
        } else if (event.button() == MouseEvent.Button.WHEEL_DOWN) {
            scrollLines(WHEEL_LINES);
        } else {
            drag(event);
        }
    }

    /// Tells of a drag with the left button when it begins.
    private void drag(MouseEvent event) {
        boolean left = event.button() == MouseEvent.Button.LEFT;
        if (event.action() == MouseEvent.Action.MOVED && left) {
            MouseEvent from = pressed.orElse(event);
            messages.accept(new Msg.DragBegan(number, terminal.transcript(), back, from, event));
        }
        pressed = event.action() == MouseEvent.Action.PRESSED && left ? Optional.of(event) : Optional.empty();
    }

    /// Looks back, or forth again.
    ///
    /// @param pages negative to the past
    void scroll(int pages) {
        scrollLines(pages * Math.max(1, terminal.snapshot(back).rows() / 2));
    }

    private void scrollLines(int lines) {
        ScreenSnapshot.Facts now = terminal.snapshot(back).facts();
        back = Math.clamp(now.scrolled() - (long) lines, 0, now.historyLines());
        changed.release();
    }

    void tellTranscript() {
        messages.accept(new Msg.TranscriptCame(number, terminal.transcript(), back));
    }

    boolean hasEnded() {
        return ended;
    }

    /// Who listens hears from here on, and nothing twice.
    void tap(ShellTap listener) {
        synchronized (tapped) {
            tap = listener;
            tap.opened(number, id, terminal.snapshot(0));
        }
    }

    void resize(Size size) {
        synchronized (tapped) {
            terminal.resize(size.columns(), size.rows());
            tap.resized(number, size);
        }
        pty.resize(new WindowSize(size.columns(), size.rows()));
        changed.release();
    }

    private void read() {
        byte[] buffer = new byte[64 * 1024];
        InputStream output = pty.output();
        try {
            for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                synchronized (tapped) {
                    terminal.feed(buffer, 0, count);
                    tap.printed(number, buffer, count);
                }
                changed.release();
            }
        } catch (IOException e) {
            // How a terminal reads once its last program has let go of it.
        }
        ended = true;
        changed.release();
    }

    /// On a thread of its own: a program that does not read must not keep others waiting.
    private void write() {
        try (OutputStream typed = pty.input()) {
            while (true) {
                typed.write(input.take());
                typed.flush();
            }
        } catch (IOException e) {
            // The program has ended; its exit code tells the rest.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Thread writer) {
        try {
            while (!ended) {
                changed.acquire();
                changed.drainPermits();
                for (int i = 0; i < PATIENCE_FRAMES && terminal.isSynchronised() && !ended; i++) {
                    Thread.sleep(FRAME_MILLIS);
                }
                messages.accept(new Msg.ShellScreen(number, terminal.snapshot(back)));
                Thread.sleep(FRAME_MILLIS);
            }
            int code = pty.waitFor();
            writer.interrupt();
            Duration lasted = Duration.ofNanos(System.nanoTime() - started);
            boolean failed = code != 0 && lasted.compareTo(AT_ONCE) < 0;
            messages.accept(new Msg.ShellEnded(number, id, code, lasted, failed ? lastLine() : ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String lastLine() {
        ScreenSnapshot last = terminal.snapshot(0);
        for (int row = last.rows() - 1; row >= 0; row--) {
            if (!last.row(row).isBlank()) {
                return last.row(row).strip();
            }
        }
        return "";
    }

    @Override
    public void close() {
        pty.close();
    }
}
