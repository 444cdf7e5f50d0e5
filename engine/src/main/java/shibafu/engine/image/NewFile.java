package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// Writes a file where none stands, with holes where there is nothing but zeros.
final class NewFile {
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int BLOCK = 1 << 12; // what file systems keep at least
    private static final int BUFFER = 1 << 16;
    private static final byte[] ZEROS = new byte[BLOCK];

    private NewFile() {}

    /// Writes all of `data`, at most `limit` bytes, to `path`, of mode 0600.
    ///
    /// @return how many bytes it has
    static long write(Path path, InputStream data, long limit) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (SeekableByteChannel channel = Files.newByteChannel(
                path, OPTIONS, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            int read;
            while ((read = data.readNBytes(buffer, 0, BUFFER)) > 0) {
                if (size + read > limit) {
                    throw new IOException("its files hold more than is allowed");
                }
                writeBlocks(channel, buffer, read, size);
                size += read;
            }
            if (channel.size() < size) {
                write(channel, ZEROS, 0, 1, size - 1); // its end is a hole
            }
        }
        return size;
    }

    private static void writeBlocks(SeekableByteChannel channel, byte[] buffer, int length, long at)
            throws IOException {
        int from = 0;
        while (from < length) {
            boolean hole = isHole(buffer, from, length);
            int to = from;
            while (to < length && isHole(buffer, to, length) == hole) {
                to += BLOCK;
            }
            to = Math.min(to, length);
            if (!hole) {
                write(channel, buffer, from, to, at + from);
            }
            from = to;
        }
    }

    private static boolean isHole(byte[] buffer, int from, int length) {
        return length - from >= BLOCK && Arrays.equals(buffer, from, from + BLOCK, ZEROS, 0, BLOCK);
    }

    private static void write(SeekableByteChannel channel, byte[] bytes, int from, int to, long at) throws IOException {
        channel.position(at);
        ByteBuffer part = ByteBuffer.wrap(bytes, from, to - from);
        while (part.hasRemaining()) {
            channel.write(part);
        }
    }
}
