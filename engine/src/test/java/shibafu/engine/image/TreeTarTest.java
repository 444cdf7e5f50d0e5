package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.RequiresRoot;
import shibafu.engine.kernel.Xattr;

/// A tree that is written as a tar and unpacked again is the same tree.
final class TreeTarTest {
    // CAP_SETUID, in both sets: not every byte of it is a character.
    private static final byte[] CAPABILITY = HexFormat.of().parseHex("0100000280000000800000000000000000000000");

    @TempDir
    private Path temporary;

    private Path tree;

    @BeforeEach
    void make() throws IOException {
        tree = Files.createDirectories(temporary.resolve("tree"));
        Files.writeString(tree.resolve("file"), "content");
    }

    @Test
    void long_and_foreign_names_are_kept() throws IOException {
        Path deep = Files.createDirectories(tree.resolve("d".repeat(120)).resolve("e".repeat(120)));
        Files.writeString(deep.resolve("ä".repeat(60)), "far");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("x".repeat(150)));

        Path again = again();

        assertThat(again.resolve(tree.relativize(deep)).resolve("ä".repeat(60))).hasContent("far");
        assertThat(Files.readSymbolicLink(again.resolve("link"))).hasToString("x".repeat(150));
    }

    @Test
    void extended_attributes_are_kept_but_for_those_of_overlayfs() throws IOException {
        byte[] note = "hé=\n".getBytes(StandardCharsets.UTF_8);
        assumeTrue(Xattr.setIfPossible(tree.resolve("file"), "user.note", note));
        Xattr.setIfPossible(tree.resolve("file"), "user.overlay.opaque", new byte[] {'y'});

        Map<String, byte[]> found = Xattr.of(again().resolve("file"));

        assertThat(found).containsOnlyKeys("user.note");
        assertThat(found.get("user.note")).isEqualTo(note);
    }

    @Test
    @RequiresRoot
    void a_files_capabilities_are_kept_to_the_last_bit() throws IOException {
        Xattr.set(tree.resolve("file"), "security.capability", CAPABILITY);

        assertThat(Xattr.of(again().resolve("file")).get("security.capability")).isEqualTo(CAPABILITY);
    }

    @Test
    void the_same_tree_gives_the_same_bytes() throws IOException {
        assertThat(bytes()).isEqualTo(bytes());
    }

    @Test
    void an_archive_that_was_unpacked_is_written_again_to_the_last_byte() throws IOException {
        byte[] tar = new TestTar()
                .directory("d", 0755)
                .file("d/x", "x".repeat(3000))
                .hardLink("d/y", "d/x")
                .file("empty", "")
                .device("dev/null", (byte) '3', 1, 3)
                .bytes();
        Path split = temporary.resolve("split.gz");
        new ArchiveUnpacker(temporary.resolve("unpacked"), split, UnpackLimits.DEFAULT)
                .unpack(new ByteArrayInputStream(tar));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        TarSplit.replay(split, temporary.resolve("unpacked"), out);

        assertThat(out.toByteArray()).isEqualTo(tar);
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TreeTar.write(tree, List.of(), out);
        return out.toByteArray();
    }

    private Path again() throws IOException {
        Path target = temporary.resolve("again");
        new ArchiveUnpacker(target, temporary.resolve("again.gz"), UnpackLimits.DEFAULT)
                .unpack(new ByteArrayInputStream(bytes()));
        return target;
    }
}
