package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.disk.UnixAttributes;

/// The image that comes with Shibafu, as `sample-rootfs/build.sh` packs it.
final class SampleImageTest {
    private static final Path BUILD = Path.of("../sample-rootfs/build.sh").toAbsolutePath();

    @TempDir
    private static Path temporary;

    private static Path rootfs = Path.of("/nonexistent");

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        ImageStore store =
                new ImageStore(temporary.resolve("images"), Optional.empty(), image -> List.of(), notice -> {});
        rootfs = store.importFrom("busybox", pack("busybox.tar.gz", "022")).rootfs();
    }

    @Test
    void is_packed_into_the_same_bytes_each_time() throws Exception {
        Path one = pack("one.tar.gz", "022");
        Path two = pack("two.tar.gz", "077");

        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void is_a_small_linux() throws Exception {
        assertThat(rootfs.resolve("bin/busybox")).isExecutable();
        assertThat(Files.readSymbolicLink(rootfs.resolve("bin/sh"))).hasToString("busybox");
        assertThat(rootfs.resolve("etc/passwd")).content().startsWith("root:x:0:0:");
        assertThat(UnixAttributes.read(rootfs.resolve("tmp")).mode()).isEqualTo(01777);
        assertThat(UnixAttributes.read(rootfs.resolve("root")).mode()).isEqualTo(0700);
        for (String directory : List.of("proc", "sys")) {
            assertThat(rootfs.resolve(directory)).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @RequiresRoot
    @ValueSource(strings = {"fill-memory", "burn-cpu", "fork-until-refused", "write-blocks", "read-blocks"})
    void explains_each_experiment(String experiment) throws Exception {
        assertThat(inside(0, experiment + " --help")).startsWith("usage: " + experiment + " [--");
        assertThat(inside(2, experiment + " --nonsense 1")).contains("unknown option: --nonsense");
    }

    @ParameterizedTest
    @RequiresRoot
    @CsvSource(
            delimiter = '|',
            value = {
                "fill-memory --step 1m --until 3m --pause 0|holding 3 MiB",
                "fill-memory --step 1m --until 2m --pause 0.1 --rounds 2|holding 2 MiB holding 1 MiB holding 2 MiB",
                "burn-cpu --threads 2 --seconds=1|burning on 2",
                "fork-until-refused --until 5 --pause 0.01 --hold 0.1|started 5",
                "write-blocks --size 2m --block 1m|writing 2 MiB to /tmp/blocks",
                "read-blocks --size 2m --block 512k|reading 2 MiB from /tmp/blocks",
            })
    void runs_each_experiment(String command, String said) throws Exception {
        assertThat(inside(0, command).replace('\n', ' ')).contains(said);
    }

    private static Path pack(String name, String umask) throws IOException, InterruptedException {
        Path image = temporary.resolve(name);
        assertThat(run(0, "sh", "-c", "umask " + umask + " && exec \"$0\" \"$1\"", BUILD.toString(), image.toString()))
                .isEmpty();
        return image;
    }

    private static String inside(int code, String command) throws IOException, InterruptedException {
        for (String node : List.of("null 1 3", "zero 1 5")) {
            String[] words = node.split(" ", -1);
            Path device = rootfs.resolve("dev").resolve(words[0]);
            if (!Files.exists(device)) {
                run(0, "mknod", "-m", "666", device.toString(), "c", words[1], words[2]);
            }
        }
        return run(code, "chroot", rootfs.toString(), "/bin/sh", "-c", "PATH=/usr/local/bin:/bin:/usr/bin; " + command);
    }

    private static String run(int code, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(code);
        return output;
    }
}
