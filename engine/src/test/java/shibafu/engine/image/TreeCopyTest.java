package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.RequiresRoot;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.kernel.Fifo;
import shibafu.engine.kernel.Xattr;

final class TreeCopyTest {
    @TempDir
    private Path temporary;

    private Path source;
    private Path target;

    @BeforeEach
    void make() throws IOException {
        source = Files.createDirectory(temporary.resolve("source"));
        target = temporary.resolve("target");
    }

    @Test
    void keeps_content_modes_times_and_links() throws IOException {
        Files.createDirectories(source.resolve("a/b"));
        Files.write(source.resolve("a/b/large"), new byte[300_000]);
        Files.createLink(source.resolve("hard"), source.resolve("a/b/large"));
        Files.createSymbolicLink(source.resolve("soft"), Path.of("/etc/../x"));
        Files.setAttribute(source.resolve("a/b/large"), "unix:mode", 04711);
        Files.setAttribute(source.resolve("a"), "unix:mode", 01777);
        FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z"));
        Files.setLastModifiedTime(source.resolve("a/b/large"), time);
        Files.setLastModifiedTime(source.resolve("a"), time);

        TreeCopy.Result result = TreeCopy.copy(source, target);

        assertThat(target.resolve("a/b/large")).hasSameBinaryContentAs(source.resolve("a/b/large"));
        assertThat(Files.isSameFile(target.resolve("hard"), target.resolve("a/b/large")))
                .isTrue();
        assertThat(Files.readSymbolicLink(target.resolve("soft"))).hasToString("/etc/../x");
        for (String name : new String[] {"", "a", "a/b", "a/b/large", "hard", "soft"}) {
            assertThat(InodeMeta.of(target.resolve(name))).isEqualTo(InodeMeta.of(source.resolve(name)));
        }
        assertThat(result.bytes()).isEqualTo(300_000);
        assertThat(result.skipped()).isEmpty();
    }

    @Test
    @RequiresRoot
    void keeps_owners_of_files_directories_and_links() throws IOException {
        Files.createDirectory(source.resolve("d"));
        Files.createFile(source.resolve("f"));
        Files.createSymbolicLink(source.resolve("l"), Path.of("f"));
        for (String name : new String[] {"d", "f", "l"}) {
            Files.setAttribute(source.resolve(name), "unix:uid", 1234, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(source.resolve(name), "unix:gid", 5678, LinkOption.NOFOLLOW_LINKS);
        }

        TreeCopy.copy(source, target);

        for (String name : new String[] {"d", "f", "l"}) {
            assertThat(InodeMeta.of(target.resolve(name)).uid()).isEqualTo(1234);
            assertThat(InodeMeta.of(target.resolve(name)).gid()).isEqualTo(5678);
        }
    }

    @Test
    void leaves_out_sockets_and_says_so() throws Exception {
        Path socket = source.resolve("socket");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThat(TreeCopy.copy(source, target).skipped()).containsExactly(socket.toString());
        }
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void keeps_fifos_holes_and_extended_attributes() throws Exception {
        Fifo.make(source.resolve("pipe"));
        Files.setAttribute(source.resolve("pipe"), "unix:mode", 0640); // followed: else Java opens it
        Files.createLink(source.resolve("same"), source.resolve("pipe"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(source.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(64 << 20);
        }
        assumeTrue(Xattr.setIfPossible(source.resolve("sparse"), "user.note", bytes("x")), "no attributes here");
        Files.createDirectory(source.resolve("d"));
        Xattr.set(source.resolve("d"), "user.note", bytes("y"));
        Xattr.set(source, "user.note", bytes("z"));

        TreeCopy.copy(source, target);

        assertThat(UnixAttributes.read(target.resolve("pipe")).isFifo()).isTrue();
        assertThat(InodeMeta.of(target.resolve("pipe")).mode()).isEqualTo(0640);
        assertThat(UnixAttributes.read(target.resolve("pipe")).key())
                .isEqualTo(UnixAttributes.read(target.resolve("same")).key());
        assertThat(Files.size(target.resolve("sparse"))).isEqualTo(64 << 20);
        assertThat(Files.getFileStore(target).getBlockSize() * 100).isGreaterThan(allocated(target.resolve("sparse")));
        assertThat(Xattr.of(target.resolve("sparse"))).containsEntry("user.note", bytes("x"));
        assertThat(Xattr.of(target.resolve("d"))).containsEntry("user.note", bytes("y"));
        assertThat(Xattr.of(target)).containsEntry("user.note", bytes("z"));
    }

    private static long allocated(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return 512 * Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void refuses_to_copy_into_itself() {
        assertThatThrownBy(() -> TreeCopy.copy(source, source.resolve("copy")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the place it is to be copied to");
    }

    @Test
    void refuses_a_target_that_is_there() throws IOException {
        Files.createDirectory(target);

        assertThatThrownBy(() -> TreeCopy.copy(source, target)).isInstanceOf(IOException.class);
    }
}
