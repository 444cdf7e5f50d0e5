package shibafu.engine.image;

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

    // What is told apart only to say what to do about it.
    private record Foreign(String magic, String name, String cure) {}

    private static final String RECOMPRESS = "which is not read yet: decompress it, or compress it with gzip";
    private static final List<Foreign> FOREIGN = List.of(
            new Foreign("28b52ffd", "compressed with zstd", RECOMPRESS),
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
        if (!startsWith(start, "1f8b")) {
            requireTar(start);
            return raw;
        }
        BufferedInputStream tar = new BufferedInputStream(gunzip(raw), 1 << 16);
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
        if (!empty && (start.length < BLOCK || !TarUtils.verifyCheckSum(start))) {
            throw new IOException("it is neither a tar archive nor a tar.gz");
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
