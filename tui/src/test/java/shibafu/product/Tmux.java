package shibafu.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A real terminal of its own: a tmux server with one session, read and typed into from outside.
final class Tmux implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String socket;

    Tmux(int columns, int rows, String command) {
        socket = "shibafu-test-" + ProcessHandle.current().pid() + "-" + columns + "x" + rows;
        Product.Result result = tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                columns,
                "-y",
                rows,
                "env",
                "TERM=tmux-256color",
                "LC_ALL=C.UTF-8",
                "sh",
                "-c",
                command + "; echo the program ended with $?; sleep 1000");
        assertThat(result.code()).as(result.output()).isZero();
    }

    /// Presses keys, by tmux's names.
    Tmux press(String... keys) {
        List<Object> words = new ArrayList<>(List.of("send-keys", "-t", "0"));
        words.addAll(List.of(keys));
        tmux(words.toArray());
        return this;
    }

    /// Types text as it is.
    Tmux type(String text) {
        tmux("send-keys", "-t", "0", "-l", text);
        return this;
    }

    /// Waits until the screen shows a text.
    Tmux expect(String text) {
        return await("'" + text + "'", screen -> screen.contains(text));
    }

    /// Waits until the screen no longer shows a text.
    Tmux expectGone(String text) {
        return await("no '" + text + "'", screen -> !screen.contains(text));
    }

    String screen() {
        return tmux("capture-pane", "-p", "-t", "0").output();
    }

    private Tmux await(String what, Predicate<String> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String screen = screen();
        while (!wanted.test(screen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the screen never showed " + what + " but\n" + screen);
            }
            pause();
            screen = screen();
        }
        return this;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private Product.Result tmux(Object... words) {
        List<Object> command = new ArrayList<>(List.of("tmux", "-L", socket));
        command.addAll(List.of(words));
        return Product.call(command.toArray());
    }

    @Override
    public void close() {
        tmux("kill-server");
    }
}
