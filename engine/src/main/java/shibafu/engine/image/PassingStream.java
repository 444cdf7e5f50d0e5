package shibafu.engine.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream of which all that its reader takes, or skips, is seen once.
abstract class PassingStream extends FilterInputStream {
    PassingStream(InputStream from) {
        super(from);
    }

    /// So many bytes are about to be handed on.
    abstract void pass(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            pass(bytes, offset, read);
        }
        return read;
    }

    /// Some streams, pipes among them, cannot skip.
    @Override
    public final long skip(long wanted) throws IOException {
        byte[] scratch = new byte[Math.clamp(wanted, 0, 1 << 13)];
        return scratch.length == 0 ? 0 : Math.max(0, read(scratch, 0, scratch.length));
    }

    /// What was read once would be seen twice.
    @Override
    public final boolean markSupported() {
        return false;
    }
}
