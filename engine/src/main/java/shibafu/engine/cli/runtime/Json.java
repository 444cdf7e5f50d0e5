package shibafu.engine.cli.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import shibafu.engine.spec.GoLayout;

/// Maps, collections, texts, numbers and truths as JSON, by Jackson's streaming core: to wake databind takes longer
/// than a whole command.
final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /// In one line.
    static String line(Object value) {
        return written(value, false);
    }

    /// Laid out as Go's programs do, since people take such output apart by lines.
    static String text(Object value) {
        return written(value, true);
    }

    private static String written(Object value, boolean pretty) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            if (pretty) {
                json.setPrettyPrinter(GoLayout.indentedBy("  "));
            }
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text refuses nothing
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    write(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case Collection<?> elements -> {
                json.writeStartArray();
                for (Object element : elements) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            case Number number -> json.writeNumber(number.toString());
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }
}
