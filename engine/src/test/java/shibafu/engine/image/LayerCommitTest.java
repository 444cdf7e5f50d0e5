package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.kernel.WhiteoutNode;
import shibafu.engine.kernel.Xattr;

/// A container's changes, as overlayfs keeps them, become a layer that others can read.
final class LayerCommitTest {
    @TempDir
    private Path temporary;

    private ImageStore store;
    private Image base;
    private Path upper;

    @BeforeEach
    void run() throws IOException {
        store = new ImageStore(temporary.resolve("images"), Optional.empty(), image -> List.of(), notice -> {});
        base = store.importFrom(
                "base",
                new TestLayout(temporary.resolve("layout"))
                        .layer(new TestTar()
                                .file("gone", "1")
                                .file("emptied/old", "1")
                                .file("kept", "1"))
                        .config("{\"Cmd\": [\"/x\"], \"Env\": [\"A=1\"], \"Shell\": [\"kept\"]}")
                        .write());
        upper = Files.createDirectories(temporary.resolve("upper"));
        Files.createDirectories(upper.resolve("emptied"));
        Files.writeString(upper.resolve("emptied/new"), "2");
        OpaqueMark.set(upper.resolve("emptied"));
        WhiteoutNode.make(upper.resolve("gone"));
        WhiteoutNode.make(upper.resolve("never-was"));
        Files.createLink(upper.resolve("second"), upper.resolve("emptied/new"));
        Files.createDirectories(upper.resolve("proc"));
        Files.createDirectories(upper.resolve("etc"));
        Files.createFile(upper.resolve("etc/hosts"));
        Files.writeString(upper.resolve("etc/resolv.conf"), "mine");
    }

    @Test
    void the_image_is_what_the_container_saw() throws IOException {
        Path tree = merged(commit());

        assertThat(tree.resolve("gone")).doesNotExist();
        assertThat(tree.resolve("kept")).hasContent("1");
        assertThat(ImageFiles.namesIn(tree.resolve("emptied"))).containsExactly("new");
        assertThat(Files.isSameFile(tree.resolve("second"), tree.resolve("emptied/new")))
                .isTrue();
    }

    @Test
    void what_the_engine_made_to_mount_on_is_no_change() throws IOException {
        Path layer = commit().rootfs();

        assertThat(layer.resolve("proc")).doesNotExist();
        assertThat(layer.resolve("etc/hosts")).doesNotExist();
        assertThat(layer.resolve("etc/resolv.conf")).hasContent("mine");
        assertThat(Files.exists(layer.resolve("never-was"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void the_configuration_is_the_bases_with_what_was_asked_for() {
        commit();

        String config = store.inspect("made").config();
        assertThat(config)
                .contains("\"Shell\"", "\"A=1\"", "\"B=2\"", "\"/y\"", "commit (why)", "\"author\" : \"who\"");
        assertThat(store.inspect("made").diffIds()).hasSize(2);
        assertThat(store.inspect("made").diffIds().getFirst())
                .isEqualTo(store.inspect("base").diffIds().getFirst());
    }

    @Test
    void it_is_saved_and_read_again_as_the_same_image() throws IOException {
        Image made = commit();
        Path archive = temporary.resolve("a.tar");
        try (var out = Files.newOutputStream(archive)) {
            store.archives().save(List.of("made"), SavedForm.OCI, out);
        }
        store.remove("made", false);

        Image again = store.archives().load(Files.newInputStream(archive), "a").getFirst();

        assertThat(again.id()).isEqualTo(made.id());
        assertThat(again.name()).isEqualTo("localhost/made");
        assertThat(merged(again).resolve("gone")).doesNotExist();
        assertThat(ImageFiles.namesIn(merged(again).resolve("emptied"))).containsExactly("new");
        assertThat(UnixAttributes.read(again.rootfs().resolve("gone"), LinkOption.NOFOLLOW_LINKS)
                        .isWhiteout())
                .isTrue();
    }

    @Test
    void the_same_changes_are_the_same_layer() throws IOException {
        commit();
        Files.setLastModifiedTime(upper, FileTime.fromMillis(0));
        Files.setLastModifiedTime(upper.resolve("etc"), FileTime.fromMillis(0));
        commit();
        String first = store.inspect("made").diffIds().getLast();
        commit();

        assertThat(store.inspect("made").diffIds().getLast()).isEqualTo(first);
    }

    @Test
    void a_directory_renamed_by_reference_is_refused() throws IOException {
        Xattr.setIfPossible(upper.resolve("etc"), "user.overlay.redirect", new byte[] {'/', 'x'});
        if (Xattr.of(upper.resolve("etc")).isEmpty()) {
            return; // this file system keeps no attributes
        }

        assertThatThrownBy(this::commit).hasMessageContaining("renamed by reference");
        assertThat(temporary.resolve("images/.work")).isEmptyDirectory();
    }

    private Image commit() {
        ImageConfig config = List.of("ENV B=2", "CMD [\"/y\"]", "LABEL l=\"m n\"").stream()
                .reduce(base.config(), ConfigChange::apply, (one, other) -> other);
        return store.commit(new CommitRequest(
                "made", base.rootfs(), upper, List.of("proc", "etc/hosts", "etc/resolv.conf"), config, "who", "why"));
    }

    private Path merged(Image image) throws IOException {
        Path target = Files.createTempDirectory(temporary, "merged").resolve("tree");
        LayerMerge.copy(ImageTree.of(image.rootfs()), target);
        return target;
    }
}
