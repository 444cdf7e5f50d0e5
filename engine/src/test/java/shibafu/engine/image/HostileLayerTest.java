package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.disk.UnixAttributes;

/// Layers made to do harm, over an honest one.
final class HostileLayerTest {
    private static final long SEED = 20261128;

    @TempDir
    private Path temporary;

    private final List<String> notices = new ArrayList<>();
    private Path outside;
    private Path root;
    private ImageStore store;

    @BeforeEach
    void plant() throws IOException {
        outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        root = temporary.resolve("images");
        store = new ImageStore(
                root, Optional.empty(), image -> List.of(), notices::add, new UnpackLimits(1 << 20, 200));
    }

    @AfterEach
    void nothing_was_written_outside() throws IOException {
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(ImageFiles.namesIn(outside)).containsExactly("secret");
        assertThat(ImageFiles.namesIn(root.resolve(".work"))).isEmpty();
    }

    /// Each header bent at a few places, with a right checksum: whatever it then says, it is a layer or an error of one
    /// line, and nothing of it is left or stands outside.
    @Test
    void a_thousand_malformed_headers_do_no_harm() throws IOException {
        byte[] good = new TestTar()
                .file("a/file", "content")
                .symbolicLink("a/link", "/outside")
                .hardLink("b", "a/file")
                .file("a/.wh.old", "")
                .bytes();
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bent = bend(good, random, i);
            try {
                store.importFrom(
                        "x" + i,
                        layout("l" + i)
                                .layer(base())
                                .layer(TestTar.gzip(bent), diffId(bent))
                                .write());
                store.remove("x" + i, false);
            } catch (ImageException e) {
                refused++;
                assertThat(String.valueOf(e.getMessage()))
                        .startsWith("import image x" + i)
                        .doesNotContain("\n");
            }
        }
        assertThat(refused).isGreaterThan(250).isLessThan(1000);
        assertThat(store.list()).isEmpty();
        assertThat(ImageFiles.namesIn(root.resolve(".layers"))).isEmpty();
    }

    private static byte[] bend(byte[] good, Random random, int i) {
        byte[] bent = good.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            bent[random.nextInt(TarHeader.SIZE)] = (byte) random.nextInt(256);
        }
        String name = i % 3 == 0 ? "../../../outside/evil" : i % 7 == 0 ? "dir/.wh..." : "";
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, bent, 0, bytes.length);
        TarHeader.sign(bent);
        return bent;
    }

    @Test
    void a_bomb_in_a_layer_is_stopped_at_the_limit() throws IOException {
        TestTar bomb = new TestTar().file("zeros", "\0".repeat(2 << 20));

        assertRefused(bomb, "unpacks to more than 1048576 bytes");
    }

    @Test
    void two_layers_that_are_no_bomb_alone_are_one_together() throws IOException {
        Path directory = layout("two")
                .layer(new TestTar().file("a", "x".repeat(700_000)))
                .layer(new TestTar().file("b", "y".repeat(700_000)))
                .write();

        assertThatThrownBy(() -> store.importFrom("x", directory)).hasMessageContaining("hold more than is allowed");
    }

    @Test
    void links_of_the_layers_below_are_not_followed() throws IOException {
        assertRefused(new TestTar().file("out/evil", ""), "would be written through out, which is a symbolic link");
        assertRefused(new TestTar().file("out/.wh.secret", ""), "would be written through out");
        assertRefused(new TestTar().hardLink("mine", "out/secret"), "would be written through out");
        assertRefused(new TestTar().directory("out/d", 0755), "would be written through out");
        assertRefused(new TestTar().file("out/.wh..wh..opq", ""), "hides what is in it, and is no directory");
    }

    @Test
    void whiteouts_hide_nothing_outside() throws IOException {
        assertRefused(new TestTar().file("../.wh.secret", ""), "leads out of the archive");
        assertRefused(new TestTar().file("dir/.wh...", ""), "names nothing that can be hidden");
        assertRefused(new TestTar().file("dir/.wh..", ""), "names nothing that can be hidden");
    }

    @Test
    void a_device_node_is_never_made_not_even_one_that_would_be_a_whiteout() throws IOException {
        assertRefused(
                new TestTar().device("dir/old", TarConstants.LF_CHR, 0, 0), "entry dir/old is a device node (c 0:0)");
        Image image = importOver(new TestTar().device("dev/null", TarConstants.LF_CHR, 1, 3));

        assertThat(image.rootfs().resolve("dev")).doesNotExist();
        assertThat(notices).hasSize(1).first().asString().startsWith("x: left out 1 device node (dev/null)");
    }

    @Test
    void a_hard_link_to_a_file_below_brings_that_file_up() throws IOException {
        Image image = importOver(new TestTar().hardLink("second", "dir/old"));

        assertThat(Files.isSameFile(
                        image.rootfs().resolve("second"), image.rootfs().resolve("dir/old")))
                .isTrue();
    }

    @Test
    void directories_that_a_layer_does_not_name_look_as_below() throws IOException {
        Image image = importOver(new TestTar().file("dir/new", ""));

        assertThat(UnixAttributes.read(image.rootfs().resolve("dir"), LinkOption.NOFOLLOW_LINKS)
                        .mode())
                .isEqualTo(01751);
    }

    @Test
    void a_file_of_zeros_takes_no_space() throws IOException {
        Image image = importOver(new TestTar().file("holes", "a" + "\0".repeat(500_000)));
        Path holes = image.rootfs().resolve("holes");

        assertThat(Files.size(holes)).isEqualTo(500_001);
        assertThat(blocks(holes)).isLessThan(100);
    }

    private static long blocks(Path file) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    private Image importOver(TestTar layer) throws IOException {
        Path directory =
                layout("over" + System.nanoTime()).layer(base()).layer(layer).write();
        return store.importFrom("x", directory);
    }

    private void assertRefused(TestTar layer, String why) {
        assertThatThrownBy(() -> importOver(layer))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(why);
        assertThat(store.list()).isEmpty();
    }

    private TestLayout layout(String name) throws IOException {
        return new TestLayout(temporary.resolve("layouts").resolve(name));
    }

    private static String diffId(byte[] tar) {
        return ContentDigest.of(tar).text();
    }

    private TestTar base() {
        return new TestTar().directory("dir", 01751).file("dir/old", "1").symbolicLink("out", outside.toString());
    }
}
