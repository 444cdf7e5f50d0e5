package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Images in layers, good ones and such as nobody should send.
final class LayeredImageTest {
    @TempDir
    private Path temporary;

    private Path root;
    private ImageStore store;

    @BeforeEach
    void open() {
        root = temporary.resolve("images");
        store = new ImageStore(root, Optional.empty(), image -> List.of(), notice -> {});
    }

    @Test
    void later_layers_replace_and_hide_what_earlier_ones_have() throws IOException {
        Image image = store.importFrom(
                "x",
                layout().layer(new TestTar()
                                .file("bin/sh", "1")
                                .hardLink("bin/ls", "bin/sh")
                                .file("gone/deep/file", "1")
                                .file("emptied/old", "1")
                                .file("emptied/sub/old", "1")
                                .file("tree/file", "1")
                                .file("kept/file", "1"))
                        .layer(new TestTar()
                                .file("bin/sh", "2")
                                .file(".wh.gone", "")
                                .file("emptied/new", "2")
                                .file("emptied/sub/new", "2")
                                .file("emptied/.wh..wh..opq", "")
                                .file("emptied/.wh..wh.plnk", "")
                                .file("tree", "no tree")
                                .file("nowhere/.wh.nothing", ""))
                        .write());

        Path rootfs = merged(image);
        assertThat(rootfs.resolve("bin/sh")).hasContent("2");
        assertThat(rootfs.resolve("bin/ls")).hasContent("1");
        assertThat(rootfs.resolve("gone")).doesNotExist();
        assertThat(rootfs.resolve("tree")).hasContent("no tree");
        assertThat(rootfs.resolve("kept/file")).hasContent("1");
        try (Stream<Path> found = Files.walk(rootfs.resolve("emptied"))) {
            assertThat(found.map(path -> rootfs.relativize(path).toString()))
                    .containsExactlyInAnyOrder("emptied", "emptied/new", "emptied/sub", "emptied/sub/new");
        }
    }

    @Test
    void a_whiteout_spares_what_its_own_layer_has() throws IOException {
        Image image = store.importFrom(
                "x",
                layout().layer(new TestTar().file("a/old", "1").file("b", "1"))
                        .layer(new TestTar()
                                .file("a/new", "2")
                                .file(".wh.a", "")
                                .file("b", "2")
                                .file(".wh.b", ""))
                        .write());

        assertThat(merged(image).resolve("a/old")).doesNotExist();
        assertThat(merged(image).resolve("a/new")).hasContent("2");
        assertThat(merged(image).resolve("b")).hasContent("2");
    }

    @Test
    void images_share_the_layers_they_have_in_common() throws IOException {
        Image one = store.importFrom(
                "one",
                layout().layer(base()).layer(new TestTar().file("a", "1")).write());
        Image two = store.importFrom(
                "two",
                layout().layer(base()).layer(new TestTar().file("b", "2")).write());

        assertThat(names(root.resolve(".layers"))).hasSize(3);
        assertThat(ImageTree.of(one.rootfs()).layers().getLast())
                .isEqualTo(ImageTree.of(two.rootfs()).layers().getLast());
        store.remove("one", false);
        assertThat(names(root.resolve(".layers"))).hasSize(2);
        assertThat(merged(two).resolve("base")).exists();
        store.remove("two", false);
        assertThat(root.resolve(".layers")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_saved_is_the_same_image_to_the_last_byte_of_its_layers(SavedForm form) throws IOException {
        Image image = store.importFrom(
                "x",
                layout().layer(new TestTar()
                                .file("bin/sh", "1".repeat(100_000))
                                .hardLink("bin/ls", "bin/sh")
                                .file("gone", "1")
                                .file("emptied/old", "1"))
                        .layer(new TestTar()
                                .file(".wh.gone", "")
                                .file("emptied/.wh..wh..opq", "")
                                .symbolicLink("link", "bin/sh")
                                .device("dev/null", (byte) '3', 1, 3))
                        .config("{\"Cmd\": [\"/bin/sh\"], \"Unknown\": {\"kept\": 1}}")
                        .write());
        Path archive = temporary.resolve("saved.tar");
        try (OutputStream out = Files.newOutputStream(archive)) {
            store.archives().save(List.of("x"), form, out);
        }
        store.remove("x", false);
        assertThat(root.resolve(".layers")).isEmptyDirectory();

        Image again = store.importFrom("y", archive);

        assertThat(again.id()).isEqualTo(image.id());
        assertThat(again.rootfs()).isEqualTo(image.rootfs());
        assertThat(store.inspect("y").config()).contains("Unknown");
        assertThat(merged(again).resolve("gone")).doesNotExist();
        assertThat(merged(again).resolve("emptied")).isEmptyDirectory();
    }

    @Test
    void a_layer_that_was_changed_is_not_saved() throws IOException {
        Image image = store.importFrom(
                "x", layout().layer(new TestTar().file("a", "12")).write());
        Files.writeString(image.rootfs().resolve("a"), "21");

        assertThatThrownBy(() -> store.archives().save(List.of("x"), SavedForm.OCI, OutputStream.nullOutputStream()))
                .hasMessageContaining("is damaged");
    }

    @Test
    void the_configuration_is_kept() throws IOException {
        store.importFrom(
                "x", layout().layer(new TestTar().file("a", "")).config("""
                        {"Entrypoint": ["/e"], "Cmd": ["c", "d"], "Env": ["A=b=c"], "User": "1:2", "WorkingDir": "/w",
                         "Volumes": {"/v": {}}, "ExposedPorts": {"80/tcp": {}}, "StopSignal": "SIGQUIT",
                         "Labels": {"l": "m"}, "Healthcheck": {"Test": ["CMD", "t"], "Interval": 1000000000}}""").write());

        ImageConfig config = store.find("x").orElseThrow().config();

        assertThat(config.argsFor(List.of())).containsExactly("/e", "c", "d");
        assertThat(config.argsFor(List.of("own"))).containsExactly("/e", "own");
        assertThat(config.env()).containsExactly("A=b=c");
        assertThat(config.user()).isEqualTo("1:2");
        assertThat(config.workingDir()).isEqualTo("/w");
        assertThat(config.volumes()).containsExactly("/v");
        assertThat(config.exposedPorts()).containsExactly("80/tcp");
        assertThat(config.stopSignal()).isEqualTo("SIGQUIT");
        assertThat(config.labels()).containsEntry("l", "m");
        assertThat(config.healthcheck().orElseThrow().interval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void an_archive_of_docker_save_is_read() throws IOException {
        byte[] layer = new TestTar().file("a", "b").bytes();
        String config = "{\"config\":{\"Cmd\":[\"x\"]},\"rootfs\":{\"diff_ids\":[\"%s\"]}}"
                .formatted(ContentDigest.of(layer).text());
        Path archive = new TestTar()
                .file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"1/layer.tar\"]}]")
                .file("c.json", config)
                .file("0/layer.tar", new String(layer, java.nio.charset.StandardCharsets.UTF_8))
                .symbolicLink("1/layer.tar", "../0/layer.tar")
                .write(temporary.resolve("docker.tar.gz"));

        Image image = store.importFrom("x", archive);

        assertThat(merged(image).resolve("a")).hasContent("b");
        assertThat(image.config().command()).containsExactly("x");
        assertThat(store.resolve(archive.toString(), temporary)).isEqualTo(image);
    }

    @Test
    void what_leads_out_is_refused_and_nothing_is_written_outside() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        String out = outside.toString();
        refuse("through", new TestTar().symbolicLink("l", out), new TestTar().file("l/x", ""));
        refuse("through", new TestTar().symbolicLink("l", out), new TestTar().file("l/.wh.x", ""));
        refuse("through", new TestTar().symbolicLink("l", out), new TestTar().file("l/d/.wh..wh..opq", ""));
        refuse("hides what is in it", new TestTar().symbolicLink("l", out), new TestTar().file("l/.wh..wh..opq", ""));
        refuse("nothing that can be hidden", new TestTar().file("a/b", ""), new TestTar().file("a/.wh...", ""));
        refuse("nothing that can be hidden", new TestTar().file("a/b", ""), new TestTar().file("a/.wh.", ""));
        refuse("leads out", new TestTar().file("a", ""), new TestTar().file("../.wh.outside", ""));
        refuse("through", new TestTar().symbolicLink("l", out), new TestTar().hardLink("m", "l/x"));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_directory_that_became_a_link_leads_nobody_out_in_the_end() throws IOException {
        Path outside = Files.createDirectories(temporary.resolve("outside/d"));
        Image image = store.importFrom(
                "x",
                layout().layer(new TestTar().directory("l/d", 0700))
                        .layer(new TestTar().symbolicLink("l", String.valueOf(outside.getParent())))
                        .write());

        assertThat(Files.isSymbolicLink(merged(image).resolve("l"))).isTrue();
        assertThat(Files.getPosixFilePermissions(outside)).hasSizeGreaterThan(3);
    }

    @Test
    void layers_together_stay_within_the_limits() throws IOException {
        ImageStore small =
                new ImageStore(root, Optional.empty(), image -> List.of(), notice -> {}, new UnpackLimits(8 << 10, 3));
        Path many = layout().layer(new TestTar().file("a", "").file("b", ""))
                .layer(new TestTar().file("c", "").file("d", ""))
                .write();

        assertThatThrownBy(() -> small.importFrom("x", many)).hasMessageContaining("more than 3 entries");
        assertNothingIsLeft();
    }

    @Test
    void digests_sizes_and_platforms_must_be_right() throws IOException {
        byte[] tar = new TestTar().file("a", "").bytes();
        String wrong = ContentDigest.of(new byte[0]).text();
        Path diff = layout().layer(tar, wrong).write();
        assertThatThrownBy(() -> store.importFrom("x", diff))
                .hasMessageContaining("layer " + wrong + ": its digest is");
        Path windows =
                layout().layer(tar, wrong).write(",\"platform\":{\"os\":\"windows\",\"architecture\":\"amd64\"}");
        assertThatThrownBy(() -> store.importFrom("x", windows)).hasMessageContaining("only windows/amd64");

        Path damaged = layout().layer(new TestTar().file("a", "")).write();
        for (Path blob : blobs(damaged)) {
            byte[] right = Files.readAllBytes(blob);
            byte[] changed = right.clone();
            changed[right.length / 2] ^= 1;
            Files.write(blob, changed);
            assertThatThrownBy(() -> store.importFrom("x", damaged)).hasMessageContaining("is damaged");
            Files.write(blob, List.of("short"));
            assertThatThrownBy(() -> store.importFrom("x", damaged)).hasMessageContaining("bytes instead of");
            Files.write(blob, right);
        }
        assertNothingIsLeft();
        assertThat(store.importFrom("x", damaged).rootfs().resolve("a")).exists();
    }

    @Test
    void a_thousand_damaged_indexes_are_refused_each_with_one_line() throws IOException {
        Path directory = layout().layer(new TestTar().file("a", "")).write();
        byte[] right = Files.readAllBytes(directory.resolve("index.json"));
        Random random = new Random(7);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] changed = right.clone();
            // Within the digest or what stands around it: every byte there counts.
            changed[random.nextInt(right.length - 3)] = (byte) random.nextInt(128);
            Files.write(directory.resolve("index.json"), changed);
            try {
                store.importFrom("x" + i, directory);
                store.remove("x" + i, false);
            } catch (ImageException e) {
                if (String.valueOf(e.getMessage()).contains("\n")) {
                    wrong.add(String.valueOf(e.getMessage()));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertNothingIsLeft();
    }

    /// What a container would see.
    private Path merged(Image image) throws IOException {
        Path target = Files.createTempDirectory(temporary, "merged").resolve("tree");
        LayerMerge.copy(ImageTree.of(image.rootfs()), target);
        return target;
    }

    private TestLayout layout() throws IOException {
        return new TestLayout(Files.createTempDirectory(temporary, "layout"));
    }

    private void refuse(String problem, TestTar first, TestTar second) throws IOException {
        Path directory = layout().layer(first).layer(second).write();
        assertThatThrownBy(() -> store.importFrom("x", directory))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(problem);
        assertNothingIsLeft();
    }

    private static TestTar base() {
        return new TestTar().file("base", "1");
    }

    private static List<String> names(Path directory) throws IOException {
        return ImageFiles.namesIn(directory);
    }

    private static List<Path> blobs(Path layout) throws IOException {
        try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
            return blobs.toList();
        }
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(store.list()).isEmpty();
        assertThat(root.resolve(".work")).isEmptyDirectory();
    }
}
