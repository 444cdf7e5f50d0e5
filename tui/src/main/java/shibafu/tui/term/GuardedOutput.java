package shibafu.tui.term;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The way to the terminal, which can be shut: a frame that is being drawn while the terminal is given back must not
/// appear on it.
final class GuardedOutput extends OutputStream {
    private final OutputStream out;
    private boolean open = true;

    GuardedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        if (open) {
            out.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (open) {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (open) {
            out.flush();
        }
    }

    synchronized void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(bytes, bytes.length);
    }

    synchronized void send(byte[] bytes, int length) throws IOException {
        write(bytes, 0, length);
        flush();
    }

    synchronized boolean isOpen() {
        return open;
    }

    /// Writes the last words and nothing more.
    ///
    /// @return false if it was shut before
    synchronized boolean shut(String lastWords) {
        if (!open) {
            return false;
        }
        try {
            send(lastWords);
        } catch (IOException e) {
            // A terminal that is gone needs no words.
        }
        open = false;
        return true;
    }
}
