package shibafu.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A real terminal of its own: a tmux server with one session, read and typed into from outside.
final class Tmux implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;

    Tmux(int columns, int rows, String command) {
        folder = newFolder();
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

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("shibafu-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        List<Object> command = new ArrayList<>(List.of("tmux", "-S", folder.resolve("socket")));
        command.addAll(List.of(words));
        return Product.call(command.toArray());
    }

    @Override
    public void close() {
        tmux("kill-server");
        try {
            Files.deleteIfExists(folder.resolve("socket"));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
