package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import shibafu.engine.spec.BlockIo.Device;

/// A disk of our own, so that no limit or load touches one of the machine's: a file behind a loop device.
public record LoopDisk(Path file, String node, Device device) implements AutoCloseable {
    public static LoopDisk make(long bytes) throws IOException {
        Path file = Files.createTempFile("shibafu-test-disk", ".img");
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.setLength(bytes);
        }
        String node = run("losetup", "--find", "--show", file.toString());
        String name = Path.of(node).getFileName().toString();
        String[] numbers = Files.readString(Path.of("/sys/class/block", name, "dev"))
                .strip()
                .split(":", 2);
        return new LoopDisk(file, node, new Device(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
    }

    @Override
    public void close() throws IOException {
        run("losetup", "--detach", node);
        Files.delete(file);
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.onExit().join().exitValue()).as(output).isZero();
        return output;
    }
}
