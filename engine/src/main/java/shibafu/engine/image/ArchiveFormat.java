package shibafu.engine.image;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// Finds the tar in a stream by its first bytes: names and suffixes prove nothing.
final class ArchiveFormat {
    private static final int BLOCK = 512;
    private static final int LONGEST_WINDOW_BITS = 27;
    private static final String GZIP = "1f8b";
    private static final String ZSTD = "28b52ffd";

    // What is told apart only to say what to do about it.
    private record Foreign(String magic, String name, String cure) {}

    private static final String RECOMPRESS = "which is not read yet: decompress it, or compress it with gzip";
    private static final List<Foreign> FOREIGN = List.of(
            new Foreign("fd377a585a00", "compressed with xz", RECOMPRESS),
            new Foreign("425a68", "compressed with bzip2", RECOMPRESS),
            new Foreign("504b0304", "a zip archive", "which holds no owners or modes: use tar"),
            new Foreign("68737173", "a squashfs image", "which is not read: unpack it with unsquashfs first"));

    private ArchiveFormat() {}

    /// Returns the tar in `stream`, decompressed where it is compressed.
    ///
    /// @throws IOException if there is none; says what it is, where that is known
    static InputStream openTar(InputStream stream) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(stream, 1 << 16);
        byte[] start = peek(raw);
        if (start.length == 0) {
            throw new IOException("it is empty");
        }
        if (startsWith(start, GZIP)) {
            return decompressed(gunzip(raw));
        }
        if (startsWith(start, ZSTD)) {
            // A frame may ask for gigabytes of history: what zstd's own command takes without being asked is the limit.
            return decompressed(new ZstdInputStreamNoFinalizer(raw).setLongMax(LONGEST_WINDOW_BITS));
        }
        requireTar(start);
        return raw;
    }

    private static InputStream decompressed(InputStream stream) throws IOException {
        BufferedInputStream tar = new BufferedInputStream(stream, 1 << 16);
        requireTar(peek(tar));
        return tar;
    }

    private static InputStream gunzip(InputStream raw) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(raw)
                .setDecompressConcatenated(true)
                .get();
    }

    private static void requireTar(byte[] start) throws IOException {
        for (Foreign foreign : FOREIGN) {
            if (startsWith(start, foreign.magic())) {
                throw new IOException("it is " + foreign.name() + ", " + foreign.cure());
            }
        }
        boolean empty = start.length == BLOCK && Arrays.equals(start, new byte[BLOCK]);
        // Every tar since 1979 has this checksum; the magic "ustar" came later.
        if (!empty && (start.length < BLOCK || !hasCheckSum(start))) {
            throw new IOException("it is neither a tar archive nor a tar.gz");
        }
    }

    private static boolean hasCheckSum(byte[] start) {
        try {
            return TarUtils.verifyCheckSum(start);
        } catch (IllegalArgumentException e) {
            return false; // no number stands where it should
        }
    }

    private static boolean startsWith(byte[] start, String magic) {
        byte[] bytes = HexFormat.of().parseHex(magic);
        return start.length >= bytes.length && Arrays.equals(start, 0, bytes.length, bytes, 0, bytes.length);
    }

    private static byte[] peek(BufferedInputStream stream) throws IOException {
        stream.mark(BLOCK);
        byte[] start = stream.readNBytes(BLOCK);
        stream.reset();
        return start;
    }
}
