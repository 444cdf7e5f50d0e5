package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageStoreTest {
    @TempDir
    private Path temporary;

    private final List<String> users = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private Path root;
    private Path bundled;
    private ImageStore store;

    @BeforeEach
    void open() throws IOException {
        root = temporary.resolve("var/images");
        bundled = Files.createDirectory(temporary.resolve("bundled"));
        new TestTar().file("bin/sh", "bundled").write(bundled.resolve("busybox.tar.gz"));
        store = new ImageStore(root, Optional.of(bundled), image -> List.copyOf(users), notices::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.tar", "one.tar.gz"})
    void imports_an_archive_whatever_it_is_called(String file) throws IOException {
        Path archive = new TestTar().file("etc/name", "one").write(temporary.resolve(file));

        Image image = store.importFrom("one", archive);

        assertThat(image.rootfs().resolve("etc/name")).hasContent("one");
        assertThat(image.sizeBytes()).isEqualTo(3);
        assertThat(image.source()).isEqualTo(archive.toString());
        assertThat(store.find("one")).contains(image);
        assertThat(store.list()).containsExactly(image);
        assertThat(Files.move(archive, temporary.resolve("x.odd"))).exists();
        assertThat(store.importFrom("two", temporary.resolve("x.odd")).rootfs().resolve("etc/name"))
                .exists();
    }

    @Test
    void imports_a_directory_as_a_copy() throws IOException {
        Path bin = Files.createDirectories(temporary.resolve("tree/bin"));
        Files.writeString(bin.resolve("sh"), "#!");

        Image image = store.importFrom("tree", temporary.resolve("tree"));
        Files.writeString(bin.resolve("sh"), "changed");

        assertThat(image.rootfs().resolve("bin/sh")).hasContent("#!");
    }

    @Test
    void imports_a_stream() {
        byte[] archive = new TestTar().file("a", "b").gzip();

        Image image = store.importStream("streamed", new ByteArrayInputStream(archive), "standard input");

        assertThat(image.rootfs().resolve("a")).hasContent("b");
        assertThat(image.source()).isEqualTo("standard input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "A", "a/../b", "/a", "a//b", "a/", "a/.b", "a:", "a:.", ".hidden", "-x", "a+b", "a=1", "a b", "..",
                "ä"
            })
    void refuses_names_that_are_none(String name) {
        assertThatThrownBy(() -> store.importFrom(name, bundled))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("invalid image name: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost/tools/build:1.2", "localhost:5000/a", "a/b", "busybox:1.36_X"})
    void takes_names_with_a_registry_and_a_tag(String name) throws IOException {
        Path archive = new TestTar().file("a", "b").write(temporary.resolve("a.tar"));

        Image image = store.importFrom(name, archive);

        assertThat(image.name()).isEqualTo(name);
        assertThat(image.rootfs().toString()).doesNotContain(":");
        assertThat(store.resolve(name, temporary)).isEqualTo(image);
        assertThat(store.list()).containsExactly(image);
        store.remove(name, false);
        assertThat(store.list()).isEmpty();
    }

    @Test
    void a_short_name_finds_what_other_programs_put_a_registry_before() throws IOException {
        Path archive = new TestTar().file("a", "b").write(temporary.resolve("a.tar"));
        Image image = store.importFrom("localhost/tool:latest", archive);

        assertThat(store.resolve("tool", temporary)).isEqualTo(image);
    }

    @Test
    void imports_the_bundled_image_on_first_use() {
        assertThat(store.names()).containsExactly("busybox");
        assertThat(store.list()).isEmpty();

        Image image = store.resolve("busybox", temporary);

        assertThat(image.rootfs().resolve("bin/sh")).hasContent("bundled");
        assertThat(store.resolve("busybox:latest", temporary)).isEqualTo(image);
        assertThat(store.names()).containsExactly("busybox");
    }

    @Test
    void lets_the_bundled_image_be_imported_once_more_even_while_it_is_used() {
        Image first = store.resolve("busybox", temporary);
        users.add("c1");

        assertThat(store.importFrom("busybox", bundled.resolve("busybox.tar.gz")))
                .isEqualTo(first);
    }

    @Test
    void prefers_the_users_own_image_to_a_bundled_one() throws IOException {
        Path own = new TestTar().file("own", "").write(temporary.resolve("own.tar"));
        store.importFrom("busybox", own);

        assertThat(store.resolve("busybox", temporary).rootfs().resolve("own")).exists();
    }

    @Test
    void replaces_an_image_and_keeps_what_containers_stand_on() throws IOException {
        Path one = new TestTar().file("x", "1").write(temporary.resolve("1.tar"));
        Path two = new TestTar().file("x", "2").write(temporary.resolve("2.tar"));
        Image first = store.importFrom("x", one);
        assertThat(store.importFrom("x", two).rootfs().resolve("x")).hasContent("2");
        assertThat(first.rootfs()).doesNotExist();

        Image second = store.find("x").orElseThrow();
        users.addAll(List.of("c1", "c2"));
        assertThat(store.importFrom("x", one).rootfs().resolve("x")).hasContent("1");
        assertThat(second.rootfs().resolve("x")).hasContent("2");

        users.clear();
        store.upkeep().prune(false);
        assertThat(second.rootfs()).doesNotExist();
        assertThat(root.resolve(".work")).isEmptyDirectory();
    }

    @Test
    void an_image_from_before_there_were_layers_works_and_gets_one_when_it_is_tagged() throws IOException {
        Path old = Files.createDirectories(root.resolve("old/rootfs/etc"));
        Files.writeString(old.resolve("name"), "old");
        Files.setPosixFilePermissions(root, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        Files.writeString(root.resolve("old/image.json"), """
                {"version": 1, "sizeBytes": 3, "created": "2026-11-01T00:00:00Z", "source": "o.tar",
                 "config": {"Cmd": ["/x"]}}""");

        assertThat(store.resolve("old", temporary).rootfs()).isEqualTo(root.resolve("old/rootfs"));
        Image tagged = store.tag("old", "new");
        users.add("c1");
        assertThatThrownBy(() -> store.remove("old", true)).hasMessageContaining("used by container c1");
        users.clear();
        store.remove("old", false);

        assertThat(tagged.rootfs().resolve("etc/name")).hasContent("old");
        assertThat(tagged.config().command()).containsExactly("/x");
        assertThat(store.inspect("new").config()).contains("\"Cmd\"").contains("diff_ids");
    }

    @Test
    void a_tag_is_one_more_name_and_layers_go_with_the_last() throws IOException {
        Image image = store.resolve("busybox", temporary);
        store.tag("busybox", "localhost/other:1");
        users.add("c1");

        assertThat(store.inspect("busybox").names()).containsExactlyInAnyOrder("busybox", "localhost/other:1");
        assertThat(store.remove("busybox", false)).isEqualTo("busybox");
        assertThatThrownBy(() -> store.remove("localhost/other:1", false)).hasMessageContaining("used by container c1");
        assertThat(store.resolve(image.id().substring(7, 19), temporary).name()).isEqualTo("localhost/other:1");
        users.clear();
        assertThat(store.remove(image.id(), false)).isEqualTo("localhost/other:1");
        assertThat(image.rootfs()).doesNotExist();
        assertThat(root.resolve(".layers")).isEmptyDirectory();
    }

    @Test
    void unpacks_an_archive_given_by_path_once() throws IOException {
        Path archive = new TestTar().file("a", "1").write(temporary.resolve("a.tar.gz"));

        Image first = store.resolve("./a.tar.gz", temporary);
        Image again = store.resolve(archive.toString(), Path.of("/"));
        Files.copy(archive, temporary.resolve("copy.tar.gz"));
        Image copy = store.resolve("copy.tar.gz", temporary);

        assertThat(first.name()).matches("sha256-[0-9a-f]{16}");
        assertThat(again).isEqualTo(first);
        assertThat(copy).isEqualTo(first);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void notices_that_an_archive_at_a_path_became_another() throws IOException {
        new TestTar().file("a", "1").write(temporary.resolve("a.tar"));
        Image first = store.resolve("a.tar", temporary);
        new TestTar().file("a", "2").write(temporary.resolve("a.tar"));

        Image second = store.resolve("a.tar", temporary);

        assertThat(first.rootfs().resolve("a")).hasContent("1");
        assertThat(second.rootfs().resolve("a")).hasContent("2");
    }

    @Test
    void uses_a_directory_as_it_is() throws IOException {
        Path tree = Files.createDirectories(temporary.resolve("tree"));

        Image image = store.resolve("./tree", temporary);

        assertThat(image.rootfs()).isEqualTo(tree.toRealPath());
        assertThat(store.list()).isEmpty();
    }

    @Test
    void says_what_there_is_when_nothing_is_found() {
        assertThatThrownBy(() -> store.resolve("busybux", temporary))
                .isInstanceOf(ImageException.class)
                .hasMessage("find image busybux: no such image, file or directory (images: busybox)");
        assertThatThrownBy(() -> store.resolve("./no/\u001b[2J", temporary)).hasMessageContaining("\\u001b[2J");
    }

    @Test
    void removes_an_image_unless_containers_use_it() {
        Image image = store.resolve("busybox", temporary);
        users.add("c1");
        assertThatThrownBy(() -> store.remove("busybox", false))
                .hasMessage("remove image busybox: used by container c1");

        users.clear();
        store.remove("busybox", false);

        assertThat(store.find("busybox")).isEmpty();
        assertThat(image.rootfs()).doesNotExist();
        assertThat(root.resolve(".work")).isEmptyDirectory();
        assertThatThrownBy(() -> store.remove("busybox", false)).hasMessage("image does not exist: busybox");
    }

    @Test
    void passes_on_what_an_import_left_out() throws IOException {
        Path archive = new TestTar().file("a", "").special("odd", (byte) 'Q').write(temporary.resolve("a.tar"));

        store.importFrom("a", archive);

        assertThat(notices)
                .containsExactly("a: left out 1 entry of unknown kind (odd): this tar needs something newer");
    }
}
