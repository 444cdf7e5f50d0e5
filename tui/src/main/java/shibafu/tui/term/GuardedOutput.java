package shibafu.tui.term;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The way to the terminal, which can be shut: a frame that is being drawn while the terminal is given back must not
/// appear on it.
final class GuardedOutput extends OutputStream {
    private static final String BEGIN = "\u001b[?2026h";
    private static final String END = "\u001b[?2026l";

    private final OutputStream out;
    private boolean open = true;

    /// Whether a frame is being written, which goes out whole: what is flushed within it waits for its end.
    private boolean framing;

    private boolean begun;
    private boolean synchronizes;

    GuardedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        if (open) {
            begin();
            out.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (open && length > 0) {
            begin();
            out.write(bytes, offset, length);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (open && !framing) {
            out.flush();
        }
    }

    /// From now on each frame is wrapped, so that the terminal shows it whole (mode 2026).
    synchronized void synchronize() {
        synchronizes = true;
    }

    /// What is written from here to [#endFrame] is one write.
    synchronized void beginFrame() {
        framing = true;
    }

    synchronized void endFrame() throws IOException {
        finish();
        flush();
    }

    private void begin() throws IOException {
        if (framing && !begun) {
            begun = true;
            if (synchronizes) {
                out.write(BEGIN.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void finish() throws IOException {
        if (open && begun && synchronizes) {
            out.write(END.getBytes(StandardCharsets.US_ASCII));
        }
        framing = false;
        begun = false;
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
            finish();
            send(lastWords);
        } catch (IOException e) {
            // A terminal that is gone needs no words.
        }
        open = false;
        return true;
    }
}
