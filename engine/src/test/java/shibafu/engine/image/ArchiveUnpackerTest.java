package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.RequiresRoot;
import shibafu.engine.disk.UnixAttributes;

/// What a tar that means well becomes.
final class ArchiveUnpackerTest {
    @TempDir
    private Path temporary;

    private final SkippedEntries skipped = new SkippedEntries();
    private Path root;

    @BeforeEach
    void choose() {
        root = temporary.resolve("rootfs");
    }

    @Test
    void makes_files_directories_and_links() throws IOException {
        ArchiveUnpacker.Unpacked unpacked = unpack(new TestTar()
                .directory("./", 0755)
                .directory("./bin", 0755)
                .file("./bin/busybox", "#!", 0755)
                .hardLink("./bin/sh", "./bin/busybox")
                .symbolicLink("./bin/ls", "busybox")
                .symbolicLink("./etc", "/nowhere/../outside")
                .gzip());

        assertThat(root.resolve("bin/busybox")).hasContent("#!").isExecutable();
        assertThat(Files.isSameFile(root.resolve("bin/sh"), root.resolve("bin/busybox")))
                .isTrue();
        assertThat(Files.readSymbolicLink(root.resolve("bin/ls"))).hasToString("busybox");
        assertThat(Files.readSymbolicLink(root.resolve("etc"))).hasToString("/nowhere/../outside");
        assertThat(unpacked.bytes()).isEqualTo(2);
        assertThat(skipped.notices()).isEmpty();
    }

    @Test
    void keeps_modes_and_times_of_files_and_directories() throws IOException {
        unpack(new TestTar()
                .directory("tmp", 01777)
                .file("tmp/x", "", 04755)
                .directory("closed", 0500)
                .file("closed/inside", "y", 0400)
                .bytes());

        assertThat(attributes("tmp").mode()).isEqualTo(01777);
        assertThat(attributes("tmp/x").mode()).isEqualTo(04755);
        assertThat(attributes("closed").mode()).isEqualTo(0500);
        for (String name : List.of("tmp", "tmp/x", "closed", "closed/inside")) {
            assertThat(attributes(name).modified().toInstant()).isEqualTo(TestTar.MODIFIED);
        }
        assertThat(UnixAttributes.read(root).mode()).isEqualTo(0755);
    }

    @Test
    @RequiresRoot
    void keeps_owners_even_of_links_and_the_set_uid_bit() throws IOException {
        unpack(new TestTar()
                .owned("owned", 1234, 4_294_967_294L, 06755)
                .symbolicLink("link", "owned")
                .bytes());

        assertThat(attributes("owned").uid()).isEqualTo(1234);
        assertThat(Integer.toUnsignedLong(attributes("owned").gid())).isEqualTo(4_294_967_294L);
        assertThat(attributes("owned").mode()).isEqualTo(06755);
        assertThat(attributes("link").uid()).isZero();
    }

    @Test
    void makes_parents_that_are_not_in_the_archive() throws IOException {
        unpack(new TestTar().file("a/b/c", "x").bytes());

        assertThat(root.resolve("a/b/c")).hasContent("x");
        assertThat(attributes("a").mode()).isEqualTo(0755);
    }

    @Test
    void takes_the_later_of_two_entries_of_one_name() throws IOException {
        unpack(new TestTar()
                .file("a", "1")
                .file("a", "2")
                .symbolicLink("b", "a")
                .file("b", "no link")
                .file("c", "")
                .directory("c", 0755)
                .file("c/d", "")
                .directory("c", 0700)
                .directory("e", 0755)
                .symbolicLink("e", "a")
                .bytes());

        assertThat(root.resolve("a")).hasContent("2");
        assertThat(Files.isSymbolicLink(root.resolve("b"))).isFalse();
        assertThat(root.resolve("c/d")).exists();
        assertThat(attributes("c").mode()).isEqualTo(0700);
        assertThat(Files.isSymbolicLink(root.resolve("e"))).isTrue();
    }

    @Test
    void strips_what_makes_a_name_absolute() throws IOException {
        unpack(new TestTar().file("/abs/x", "1").hardLink("//y", "/abs/./x").bytes());

        assertThat(root.resolve("abs/x")).hasContent("1");
        assertThat(root.resolve("y")).hasContent("1");
    }

    @Test
    void names_what_it_leaves_out() throws IOException {
        unpack(new TestTar()
                .device("dev/null", TarConstants.LF_CHR, 1, 3)
                .device("./dev/tty", TarConstants.LF_CHR, 5, 0)
                .device("/dev/zero", TarConstants.LF_CHR, 1, 5)
                .device("dev/ptmx", TarConstants.LF_CHR, 5, 2)
                .special("run/initctl", TarConstants.LF_FIFO)
                .special("odd", (byte) 'Q')
                .bytes());

        assertThat(skipped.notices())
                .containsExactly(
                        "left out 4 device nodes (dev/null, dev/tty, dev/zero, ...): the engine makes those a container"
                                + " may use",
                        "left out 1 entry of unknown kind (odd): this tar needs something newer");
        assertThat(root.resolve("dev/null")).doesNotExist();
        assertThat(UnixAttributes.read(root.resolve("run/initctl")).isFifo()).isTrue();
    }

    @Test
    void takes_long_names_and_names_in_any_script() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                "UTF-8".equals(System.getProperty("sun.jnu.encoding")), "needs LC_ALL=C.UTF-8 or the like");
        String name = "d".repeat(120) + "/" + "é".repeat(100) + "/Főtanúsítvány 証明書";
        unpack(new TestTar().file(name, "x").bytes());

        assertThat(root.resolve(name)).hasContent("x");
    }

    @Test
    void tells_the_digest_of_the_archive_and_all_that_follows_it() throws IOException {
        byte[] gzip = new TestTar().file("a", "x").gzip();
        Path file = Files.write(temporary.resolve("a.tar.gz"), gzip);

        assertThat(unpack(gzip).digest()).isEqualTo(ContentDigest.of(file));
        assertThat(ContentDigest.of(file).text()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void reads_tar_of_before_1988() throws IOException {
        byte[] old = new TestTar().file("old", "x").bytes();
        // Version 7 of Unix had no magic and no version.
        Arrays.fill(old, 257, 265, (byte) 0);
        TarHeader.sign(old);
        unpack(old);

        assertThat(root.resolve("old")).hasContent("x");
    }

    private ArchiveUnpacker.Unpacked unpack(byte[] archive) throws IOException {
        return new ArchiveUnpacker(
                        root,
                        root.resolveSibling("split.gz"),
                        UnpackLimits.DEFAULT,
                        new ImageTree(java.util.List.of()),
                        skipped)
                .unpack(new ByteArrayInputStream(archive));
    }

    private UnixAttributes attributes(String name) throws IOException {
        return UnixAttributes.read(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }
}
