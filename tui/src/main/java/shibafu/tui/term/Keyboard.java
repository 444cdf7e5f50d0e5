package shibafu.tui.term;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import shibafu.tui.flow.Msg;

/// The one reader of standard input. Its bytes are decoded to keys, or go undecoded to the shell that has the keys.
public final class Keyboard {
    /// How long an ESC may be alone before it is the key: longer than a slow line takes for the rest of a
    /// sequence, shorter than people notice.
    private static final long ESCAPE_MILLIS = 50;

    private final InputStream input;
    private final Consumer<Msg> messages;
    private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
    private volatile Consumer<byte[]> reader = this::decode;
    private volatile Consumer<String> answers = answer -> {};

    /// @param messages takes keys and pastes, and [Msg.InputEnded] once
    public Keyboard(InputStream input, Consumer<Msg> messages) {
        this.input = input;
        this.messages = messages;
    }

    /// Reads from now on, until the terminal is gone.
    public void start() {
        // A platform thread: a read of a terminal cannot be unmounted from a carrier.
        Thread.ofPlatform().daemon().name("keyboard").start(this::read);
        Thread.ofVirtual().name("keys").start(this::keys);
    }

    /// Who hears what the terminal says of itself.
    public void answers(Consumer<String> listener) {
        answers = listener;
    }

    /// Sends what is typed elsewhere, as the bytes that they are. The reader must not block for long.
    public void divert(Consumer<byte[]> other) {
        reader = other;
    }

    /// Keys are ours again.
    public void own() {
        reader = this::decode;
    }

    private void decode(byte[] bytes) {
        chunks.add(bytes);
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                byte[] bytes = new byte[count];
                System.arraycopy(buffer, 0, bytes, 0, count);
                reader.accept(bytes);
            }
        } catch (IOException e) {
            // A terminal that went away reads as an error or as an end, depending on how it went.
        }
        messages.accept(new Msg.InputEnded());
    }

    private void tell(KeyDecoder.Event event) {
        switch (event) {
            case KeyDecoder.Event.Pressed pressed -> messages.accept(new Msg.KeyPressed(pressed.key()));
            case KeyDecoder.Event.Pasted pasted -> messages.accept(new Msg.Pasted(pasted.text()));
            case KeyDecoder.Event.Moused moused -> messages.accept(new Msg.Mouse(moused.event()));
            case KeyDecoder.Event.Answered answered -> answers.accept(answered.text());
        }
    }

    private void keys() {
        KeyDecoder decoder = new KeyDecoder();
        try {
            while (true) {
                byte[] bytes = decoder.isPending() ? chunks.poll(ESCAPE_MILLIS, TimeUnit.MILLISECONDS) : chunks.take();
                List<KeyDecoder.Event> events =
                        Objects.isNull(bytes) ? decoder.timeout() : decoder.feed(bytes, bytes.length);
                events.forEach(this::tell);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
