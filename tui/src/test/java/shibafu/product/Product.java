package shibafu.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The distribution under test, and a way to call programs.
final class Product {
    static final Path DISTRIBUTION = Path.of(System.getProperty("shibafu.distribution", "target/shibafu"))
            .toAbsolutePath();

    private Product() {}

    /// Whether the tests below can be carried out; named by their annotation.
    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /// Runs a program to its end, with nothing to read.
    static Result call(Object... words) {
        List<String> command = new ArrayList<>();
        for (Object word : words) {
            command.add(word.toString());
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " closed its output and did not end");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static Result shibafu(Object... words) {
        List<Object> command = new ArrayList<>(List.of(words));
        command.addFirst(DISTRIBUTION.resolve("bin/shibafu"));
        return call(command.toArray());
    }

    record Result(int code, String output) {}
}
