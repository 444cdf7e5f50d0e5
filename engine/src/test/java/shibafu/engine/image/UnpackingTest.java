package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.disk.TreeRemoval;

/// Unpacks next to a directory that must stay as it is, and checks after each test that it did.
abstract class UnpackingTest {
    private static final UnpackLimits SMALL = new UnpackLimits(1 << 20, 200);

    @TempDir
    private Path temporary;

    @TempDir
    private Path beside;

    private Path outside;
    private Path root;

    @BeforeEach
    void plant() throws IOException {
        outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        root = Files.createDirectories(temporary.resolve("store/deep")).resolve("rootfs");
    }

    @AfterEach
    void nothing_was_written_outside() throws IOException {
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(Files.getAttribute(outside.resolve("secret"), "unix:nlink")).isEqualTo(1);
        assertThat(names(outside)).containsExactly("secret");
        assertThat(names(temporary)).containsExactlyInAnyOrder("outside", "store");
        assertThat(names(temporary.resolve("store"))).containsExactly("deep");
        assertThat(names(temporary.resolve("store/deep"))).containsExactly("rootfs");
    }

    final Path outside() {
        return outside;
    }

    final Path split() {
        return beside.resolve("split.gz");
    }

    final Path root() {
        return root;
    }

    final void assertRefused(TestTar tar, String why) {
        assertRefused(tar.bytes(), why);
    }

    final void assertRefusedAgain(TestTar tar, String why) {
        assertThatThrownBy(() -> unpackAnew(tar.bytes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    final void assertRefused(byte[] archive, String why) {
        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    final boolean isRefused(byte[] archive) throws IOException {
        try {
            unpackAnew(archive);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    final void unpackAnew(byte[] archive) throws IOException {
        TreeRemoval.remove(root);
        unpack(archive);
    }

    final void unpack(byte[] archive) throws IOException {
        try (InputStream stream = new ByteArrayInputStream(archive)) {
            new ArchiveUnpacker(root, split(), SMALL).unpack(stream);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(p -> p.getFileName().toString()).toList();
        }
    }
}
