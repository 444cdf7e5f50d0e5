package shibafu.engine.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what is read from an archive and stops where it claims too much, before that fills memory or disk.
final class MeteredStream extends FilterInputStream {
    // Long names and extended attributes of one entry, which the reader keeps in memory.
    private static final long LARGEST_HEADER = 512 << 10;

    private final long limit;
    private long count;
    private long headerEnd = Long.MAX_VALUE;

    /// @param limit how many bytes may be read in all
    MeteredStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /// What follows is the head of an entry, until [#enterData].
    void enterHeader() {
        headerEnd = count + LARGEST_HEADER;
    }

    void enterData() {
        headerEnd = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            meter(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        meter(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        // By reading: a stream below may take the digest of what goes through it, and a skip would go past that.
        byte[] scratch = new byte[Math.clamp(wanted, 0, 1 << 13)];
        return scratch.length == 0 ? 0 : Math.max(0, read(scratch, 0, scratch.length));
    }

    private void meter(long more) throws IOException {
        count += more;
        if (count > limit) {
            throw new IOException("it unpacks to more than " + limit + " bytes");
        }
        if (count > headerEnd) {
            throw new IOException("the header of an entry is larger than " + LARGEST_HEADER + " bytes");
        }
    }
}
