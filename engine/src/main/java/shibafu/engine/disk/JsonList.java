package shibafu.engine.disk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A JSON list of texts in a file.
public final class JsonList {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonList() {}

    /// On one line, without a line's end.
    public static byte[] write(List<String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartArray();
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    /// @throws IOException if it is something else
    public static List<String> parse(byte[] bytes) throws IOException {
        if (!(JsonText.parse(bytes) instanceof List<?> found)) {
            throw new IOException("it is not a JSON list");
        }
        List<String> texts = new ArrayList<>();
        for (Object element : found) {
            if (!(element instanceof String text)) {
                throw new IOException("it is not a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }
}
