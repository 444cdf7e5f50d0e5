package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Imports that fail, are killed, or come all at once.
final class ImageImportFailureTest {
    @TempDir
    private Path temporary;

    private final List<String> notices = new ArrayList<>();
    private Path root;
    private ImageStore store;

    @BeforeEach
    void open() {
        root = temporary.resolve("images");
        store = new ImageStore(root, Optional.empty(), image -> List.of(), notices::add);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28b52ffd0458|truncated source",
                "fd377a585a000004|it is compressed with xz, which is not read yet: decompress it, or compress it with gzip",
                "504b0304140000|it is a zip archive, which holds no owners or modes: use tar",
                "7f454c46020101|it is neither a tar archive nor a tar.gz",
                "1f8b0800000000000003|it ends too early",
            })
    void one_sentence_says_what_is_wrong_with_a_file(String start, String problem) throws IOException {
        Path file = Files.write(temporary.resolve("f"), HexFormat.of().parseHex(start));

        assertThatThrownBy(() -> store.importFrom("x", file))
                .isInstanceOf(ImageException.class)
                .hasMessage("import image x from " + file + ": " + problem);
        assertNothingIsLeft();
    }

    @Test
    void an_empty_file_an_empty_archive_and_no_file_are_told_apart() throws IOException {
        Path empty = Files.createFile(temporary.resolve("empty"));
        Path noFiles = new TestTar().write(temporary.resolve("nofiles.tar"));

        assertThatThrownBy(() -> store.importFrom("x", empty)).hasMessageEndingWith(": it is empty");
        assertThatThrownBy(() -> store.importFrom("x", noFiles)).hasMessageEndingWith(": it holds no files");
        assertThatThrownBy(() -> store.importFrom("x", temporary.resolve("missing")))
                .hasMessageEndingWith(": no such file or directory");
        assertThatThrownBy(() -> store.importFrom("x", Path.of("/dev/null")))
                .hasMessageEndingWith(": it is neither a directory nor an archive");
        assertNothingIsLeft();
    }

    @Test
    void an_image_in_layers_is_recognised() throws IOException {
        Path oci = new TestTar()
                .file("blobs/sha256/00", "")
                .file("oci-layout", "{}")
                .file("index.json", "{}")
                .write(temporary.resolve("oci.tar"));
        Path docker = new TestTar()
                .file("manifest.json", "[]")
                .file("0123.json", "{}")
                .write(temporary.resolve("docker.tar"));
        Path plain = new TestTar()
                .file("manifest.json", "[]")
                .directory("./usr", 0755)
                .write(temporary.resolve("plain.tar"));

        assertThatThrownBy(() -> store.importFrom("x", oci)).hasMessageContaining("field manifests is missing");
        assertThatThrownBy(() -> store.importFrom("x", docker)).hasMessageContaining("it holds 0 images");
        assertNothingIsLeft();
        assertThat(store.importFrom("x", plain).rootfs().resolve("manifest.json"))
                .exists();
    }

    @Test
    void a_damaged_archive_leaves_nothing() throws IOException {
        byte[] gzip =
                new TestTar().file("a", "x".repeat(100_000)).file("b", "y").gzip();
        gzip[gzip.length - 6] ^= 1; // in the checksum
        Path file = Files.write(temporary.resolve("a.tar.gz"), gzip);

        assertThatThrownBy(() -> store.importFrom("x", file)).isInstanceOf(ImageException.class);
        assertNothingIsLeft();
    }

    @Test
    void what_a_killed_import_left_is_swept_up_by_the_next() throws IOException {
        Path dead = Files.createDirectories(root.resolve(".work/0123456789abcdef/image/rootfs/deep"));
        Files.createFile(root.resolve(".work/0123456789abcdef.lock"));
        Files.createDirectories(root.resolve(".work/without-a-lock/image"));
        Files.setPosixFilePermissions(root, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        assertThat(store.list()).isEmpty();

        store.importFrom("x", new TestTar().file("a", "").write(temporary.resolve("a.tar")));

        assertThat(dead).doesNotExist();
        assertThat(root.resolve(".work")).isEmptyDirectory();
    }

    @Test
    void a_running_import_is_not_swept_up() throws IOException {
        try (Workplace mine = Workplace.open(Files.createDirectories(root).resolve(".work"))) {
            Files.createDirectory(mine.resolve("half"));
            Workplace.open(root.resolve(".work")).close();
            assertThat(mine.resolve("half")).exists();
        }
        assertThat(root.resolve(".work")).isEmptyDirectory();
    }

    @Test
    void a_broken_image_hides_no_other_and_can_be_replaced_or_removed() throws IOException {
        Path archive = new TestTar().file("a", "").write(temporary.resolve("a.tar"));
        store.importFrom("good", archive);
        store.importFrom("bad", archive);
        Files.writeString(root.resolve("bad/image.json"), "{", StandardCharsets.UTF_8);

        assertThat(store.list()).extracting(Image::name).containsExactly("good");
        assertThat(notices).singleElement().asString().startsWith("read image bad: it is not valid JSON");
        assertThat(store.importFrom("bad", archive).name()).isEqualTo("bad");

        Files.delete(root.resolve("bad/image.json"));
        store.remove("bad", false);
        assertThat(root.resolve("bad")).doesNotExist();
    }

    @Test
    void many_imports_of_one_name_leave_one_whole_image() throws Exception {
        List<Path> archives = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            archives.add(new TestTar().file("a", "" + i).file("b", "" + i).write(temporary.resolve(i + ".tar")));
        }
        List<Callable<Image>> tasks = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Path archive = archives.get(i % archives.size());
            tasks.add(() -> store.importFrom("x", archive));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Image> done : threads.invokeAll(tasks)) {
                assertThat(done.get(60, TimeUnit.SECONDS).name()).isEqualTo("x");
            }
        }
        Path rootfs = store.find("x").orElseThrow().rootfs();
        assertThat(rootfs.resolve("a")).hasSameTextualContentAs(rootfs.resolve("b"));
        assertThat(root.resolve(".work")).isEmptyDirectory();
        assertThat(root.resolve(".locks")).isEmptyDirectory();
    }

    private void assertNothingIsLeft() {
        assertThat(store.list()).isEmpty();
        assertThat(store.names()).isEmpty();
        assertThat(root.resolve(".work")).isEmptyDirectory();
    }
}
