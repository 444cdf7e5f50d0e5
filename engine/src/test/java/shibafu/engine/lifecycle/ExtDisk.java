package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small ext4 of our own behind a loop device: every kernel maps owners on it, whatever `/tmp` lies on.
record ExtDisk(Path directory, Path file) implements AutoCloseable {
    static ExtDisk mount() {
        try {
            Path file = Files.createTempFile("shibafu-test-disk", ".img");
            Path directory = Files.createTempDirectory("shibafu-test-mount");
            try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
                random.setLength(8L << 20);
            }
            run("mkfs.ext4", "-q", file.toString());
            run("mount", "-o", "loop", file.toString(), directory.toString());
            return new ExtDisk(directory, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            run("umount", directory.toString());
            Files.delete(directory);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isZero();
    }
}
