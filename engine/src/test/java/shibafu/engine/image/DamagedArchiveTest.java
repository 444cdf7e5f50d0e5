package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives made to fill the disk or memory, cut off, or bent until their headers make no sense.
final class DamagedArchiveTest extends UnpackingTest {
    @Test
    void a_bomb_is_stopped_at_the_limit_of_bytes() throws IOException {
        // A thousand times smaller than what comes out of it.
        assertRefused(new TestTar().file("zeros", "\0".repeat(2 << 20)).gzip(), "unpacks to more than 1048576 bytes");
        assertThat(Files.size(root().resolve("zeros"))).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void a_bomb_after_the_last_entry_is_stopped_too() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.write(new TestTar().file("a", "a").bytes());
        tar.write(new byte[2 << 20]);
        assertRefused(TestTar.gzip(tar.toByteArray()), "unpacks to more than");
    }

    @Test
    void a_bomb_of_entries_is_stopped_at_their_limit() {
        TestTar tar = new TestTar();
        for (int i = 0; i < 300; i++) {
            tar.directory("d" + i, 0755);
        }
        assertRefused(tar, "more than 200 entries");
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_GNUTYPE_LONGNAME,
                TarConstants.LF_GNUTYPE_LONGLINK,
                TarConstants.LF_PAX_EXTENDED_HEADER_LC,
                TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER
            })
    void a_header_that_would_fill_memory_is_stopped(byte kind) {
        byte[] tar = new TestTar().file("huge", "9".repeat(900 << 10)).bytes();
        tar[156] = kind;
        TarHeader.sign(tar);
        assertRefused(tar, "");
    }

    @Test
    void headers_without_end_do_not_overflow_the_stack() throws IOException {
        byte[] one = new TestTar().file("g", "9 a=bcde\n").bytes();
        one[156] = TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
        TarHeader.sign(one);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            tar.write(one, 0, 1024);
        }
        assertThatThrownBy(() -> new ArchiveUnpacker(root(), split(), UnpackLimits.DEFAULT)
                        .unpack(new ByteArrayInputStream(tar.toByteArray())))
                .isInstanceOf(IOException.class);
    }

    @Test
    void every_truncation_is_refused_or_harmless() throws IOException {
        byte[] gzip = new TestTar()
                .directory("d", 0755)
                .file("d/x", "x".repeat(3000))
                .symbolicLink("l", "d")
                .gzip();
        for (int length = 0; length < gzip.length; length++) {
            byte[] cut = Arrays.copyOf(gzip, length);
            assertThatThrownBy(() -> unpackAnew(cut)).isInstanceOf(IOException.class);
        }
        byte[] tar = new TestTar().file("x", "x".repeat(3000)).bytes();
        for (int length : new int[] {1, 511, 512, 513, 2000, 3511}) {
            assertThatThrownBy(() -> unpackAnew(Arrays.copyOf(tar, length))).isInstanceOf(IOException.class);
        }
    }

    /// Each header bent at a few places, with a right checksum: whatever it then says, it is an archive or an error.
    @Test
    void hundreds_of_malformed_headers_do_no_harm() throws IOException {
        byte[] good = new TestTar()
                .file("a/file", "content")
                .symbolicLink("a/link", "/outside")
                .hardLink("b", "a/file")
                .bytes();
        Random random = new Random(20261123);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            byte[] bent = good.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                bent[random.nextInt(TarHeader.SIZE)] = (byte) random.nextInt(256);
            }
            byte[] name = i % 3 == 0 ? "../../../outside/evil".getBytes(StandardCharsets.UTF_8) : new byte[0];
            System.arraycopy(name, 0, bent, 0, name.length);
            TarHeader.sign(bent);
            refused += isRefused(bent) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(150);
    }

    @Test
    void random_bytes_do_no_harm() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(4096)];
            random.nextBytes(noise);
            if (i % 2 == 0 && noise.length >= TarHeader.SIZE) {
                TarHeader.sign(noise);
            }
            isRefused(noise);
        }
    }
}
