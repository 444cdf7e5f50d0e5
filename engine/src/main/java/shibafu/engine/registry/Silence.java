package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Reads a stream that may fall silent without ending, and breaks it off then: HTTP has no time limit for a body.
final class Silence implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final InputStream stream;
    private final Thread watch;
    private final AtomicLong reads = new AtomicLong();
    private volatile boolean broken;

    Silence(InputStream stream) {
        this.stream = stream;
        this.watch = Thread.ofVirtual().start(this::watch);
    }

    /// As [InputStream#read(byte\[\])].
    int read(byte[] buffer) throws IOException {
        try {
            int read = stream.read(buffer);
            reads.incrementAndGet();
            return read;
        } catch (IOException e) {
            throw broken ? new IOException("nothing came for " + LONGEST.toSeconds() + " s", e) : e;
        }
    }

    private void watch() {
        try {
            for (long before = -1; before != reads.get(); ) {
                before = reads.get();
                Thread.sleep(LONGEST);
            }
            broken = true;
            stream.close();
        } catch (InterruptedException | IOException e) {
            // It was read to its end, or is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        stream.close();
    }
}
