package shibafu.tui.term;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import shibafu.pty.PtySession;
import shibafu.pty.WindowSize;
import shibafu.tui.draw.Size;

/// Lends the whole terminal to a program on a pseudo terminal, and takes it back when the program ends or the user
/// types Ctrl-], whichever comes first. Bytes are passed on as they are, both ways.
public final class HandOver {
    /// Ctrl-]: the key that telnet leaves by.
    private static final byte LEAVE_KEY = 0x1d;

    /// So quick an end is a failure to start, of which the user would otherwise see nothing.
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Tty tty;
    private final Keyboard keyboard;

    public HandOver(Tty tty, Keyboard keyboard) {
        this.tty = tty;
        this.keyboard = keyboard;
    }

    /// How it ended.
    ///
    /// @param lastWords the last line printed by a program that failed at once, else empty
    public record Ended(int exitCode, Duration lasted, String lastWords) {}

    /// Returns when the terminal is ours again.
    ///
    /// @param banner a line for the user, above what the program prints
    public Ended run(String banner, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>();
        // First of all, so that what is typed ahead reaches the program and not the screen's keys.
        keyboard.divert(typed::add);
        try (PtySession session = PtySession.start(command, environment, window(tty.size()))) {
            tty.lend(banner + "\r\n");
            tty.onLentResize(size -> session.resize(window(size)));
            return relay(session, typed);
        } finally {
            keyboard.own();
            tty.onLentResize(size -> {});
            tty.takeBack();
        }
    }

    private Ended relay(PtySession session, BlockingQueue<byte[]> typed) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Tail tail = new Tail();
        Thread writer = Thread.startVirtualThread(() -> write(session, typed));
        show(session.output(), tail);
        int code = session.waitFor();
        writer.interrupt();
        Duration lasted = Duration.ofNanos(System.nanoTime() - start);
        boolean failed = code != 0 && lasted.compareTo(AT_ONCE) < 0;
        return new Ended(code, lasted, failed ? tail.lastLine() : "");
    }

    private void show(InputStream output, Tail tail) throws IOException {
        byte[] buffer = new byte[16384];
        while (true) {
            int count;
            try {
                count = output.read(buffer);
            } catch (IOException e) {
                return; // how a terminal reads once its last program has let go of it
            }
            if (count < 0) {
                return;
            }
            tail.add(buffer, count);
            tty.pass(buffer, count);
        }
    }

    /// On a thread of its own: a program that does not read its input must not keep Ctrl-] from being seen.
    private static void write(PtySession session, BlockingQueue<byte[]> typed) {
        try (OutputStream input = session.input()) {
            while (true) {
                byte[] bytes = typed.take();
                if (contains(bytes, LEAVE_KEY)) {
                    session.close();
                    return;
                }
                input.write(bytes);
                input.flush();
            }
        } catch (IOException e) {
            // The program has ended; its exit code tells the rest.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static WindowSize window(Size size) {
        return new WindowSize(size.columns(), size.rows());
    }

    /// The end of what was printed.
    private static final class Tail {
        private static final int KEPT = 1024;
        private final StringBuilder text = new StringBuilder();

        void add(byte[] bytes, int length) {
            int from = Math.max(0, length - KEPT);
            text.append(new String(bytes, from, length - from, StandardCharsets.UTF_8));
            text.delete(0, Math.max(0, text.length() - KEPT));
        }

        String lastLine() {
            String plain = text.toString().replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "");
            return plain.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce("", (a, b) -> b);
        }
    }
}
