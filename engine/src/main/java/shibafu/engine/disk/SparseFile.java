package shibafu.engine.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/// Writes content with holes where there is nothing but zeros.
public final class SparseFile {
    private static final int BLOCK = 1 << 12; // what file systems keep at least
    private static final int BUFFER = 1 << 16;
    private static final byte[] ZEROS = new byte[BLOCK];

    private SparseFile() {}

    /// Writes all of `data`, at most `limit` bytes, to a file that is empty.
    ///
    /// @return how many bytes it has
    public static long write(SeekableByteChannel file, InputStream data, long limit) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        int read;
        while ((read = data.readNBytes(buffer, 0, BUFFER)) > 0) {
            if (size + read > limit) {
                throw new IOException("its files hold more than is allowed");
            }
            writeBlocks(file, buffer, read, size);
            size += read;
        }
        if (file.size() < size) {
            write(file, ZEROS, 0, 1, size - 1); // its end is a hole
        }
        return size;
    }

    private static void writeBlocks(SeekableByteChannel file, byte[] buffer, int length, long at) throws IOException {
        int from = 0;
        while (from < length) {
            boolean hole = isHole(buffer, from, length);
            int to = from;
            while (to < length && isHole(buffer, to, length) == hole) {
                to += BLOCK;
            }
            to = Math.min(to, length);
            if (!hole) {
                write(file, buffer, from, to, at + from);
            }
            from = to;
        }
    }

    private static boolean isHole(byte[] buffer, int from, int length) {
        return length - from >= BLOCK && Arrays.equals(buffer, from, from + BLOCK, ZEROS, 0, BLOCK);
    }

    private static void write(SeekableByteChannel file, byte[] bytes, int from, int to, long at) throws IOException {
        file.position(at);
        ByteBuffer part = ByteBuffer.wrap(bytes, from, to - from);
        while (part.hasRemaining()) {
            file.write(part);
        }
    }
}
