package shibafu.engine.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// A file that is read, and tells how far.
public final class WatchedStream extends FilterInputStream {
    private final ReadProgress progress;
    private final String what;
    private final long total;
    private long count;

    private WatchedStream(InputStream in, ReadProgress progress, String what, long total) {
        super(in);
        this.progress = progress;
        this.what = what;
        this.total = total;
    }

    /// @param what the name by which it is told
    public static InputStream open(Path file, String what, ReadProgress progress, LinkOption... options)
            throws IOException {
        return new WatchedStream(Files.newInputStream(file, options), progress, what, Files.size(file));
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        tell(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        tell(Math.max(0, read));
        return read;
    }

    private void tell(int more) throws IOException {
        count += more;
        progress.read(what, count, total);
    }
}
