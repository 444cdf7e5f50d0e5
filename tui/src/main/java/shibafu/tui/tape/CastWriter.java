package shibafu.tui.tape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import shibafu.pty.vt.ScreenSnapshot;

/// A shell as asciicast v2: a header, then `[seconds, "o", text]` for what it printed and `[seconds, "r", "80x24"]` for
/// a new size. What was typed is not written down. Seconds count from the beginning of the recording, as in its other
/// files, not from the beginning of the shell.
final class CastWriter {
    private final Writer out;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    /// The beginning of a character whose end has not come yet.
    private ByteBuffer rest = ByteBuffer.allocate(0);

    /// @param id of the shell's container
    /// @param start of the recording
    /// @param now what the shell shows already
    CastWriter(Writer out, String id, Instant start, long micros, ScreenSnapshot now) throws IOException {
        this.out = out;
        ObjectNode header = Seconds.NODES.objectNode();
        header.put("version", 2);
        header.put("width", now.columns());
        header.put("height", now.rows());
        header.put("timestamp", start.getEpochSecond());
        header.put("title", id);
        header.putObject("env").put("TERM", "xterm-256color");
        out.write(header + "\n");
        event(micros, "o", ScreenText.of(now));
    }

    void printed(long micros, byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + bytes.length);
        all.put(rest).put(bytes).flip();
        CharBuffer text = CharBuffer.allocate(all.remaining() + 1);
        decoder.decode(all, text, false);
        rest = all.slice();
        if (text.flip().hasRemaining()) {
            event(micros, "o", text.toString());
        }
    }

    void resized(long micros, int columns, int rows) throws IOException {
        event(micros, "r", columns + "x" + rows);
    }

    private void event(long micros, String kind, String text) throws IOException {
        ArrayNode event = Seconds.NODES.arrayNode();
        event.add(Seconds.number(micros)).add(kind).add(text);
        out.write(event + "\n");
    }
}
