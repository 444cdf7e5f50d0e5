package shibafu.engine.disk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small JSON object in a file: fields by name, what is unknown ignored, what is missing or of another type named.
public final class JsonRecord {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    private final String path;
    private final Map<String, Object> fields;

    private JsonRecord(String path, Map<String, Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    /// Writes the fields of an object.
    @FunctionalInterface
    public interface Body {
        /// Writes fields only; the braces are there already.
        void write(JsonGenerator json) throws IOException;
    }

    /// Returns an object as indented text.
    public static byte[] write(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /// @throws IOException if it is not one JSON object
    public static JsonRecord parse(byte[] bytes) throws IOException {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            JsonRecord parsed = new JsonRecord("", object(json));
            if (json.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
            return parsed;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(
                    "it is not valid JSON: " + e.getOriginalMessage() + " at line "
                            + e.getLocation().getLineNr(),
                    e);
        }
    }

    public String text(String name) throws IOException {
        return value(name, String.class, "a text");
    }

    /// Absent and `null` are the same.
    public Optional<String> optionalText(String name) throws IOException {
        return fields.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public long number(String name) throws IOException {
        return value(name, Long.class, "a whole number");
    }

    /// @throws IOException if it does not fit
    public int smallNumber(String name) throws IOException {
        long number = number(name);
        if (number != (int) number) {
            throw new IOException("field " + path + name + " is out of range: " + number);
        }
        return (int) number;
    }

    public boolean flag(String name) throws IOException {
        return value(name, Boolean.class, "true or false");
    }

    public JsonRecord record(String name) throws IOException {
        return new JsonRecord(path + name + ".", map(name));
    }

    public List<String> texts(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object element : value(name, List.class, "a list")) {
            texts.add(cast(name, element, String.class, "a list of texts"));
        }
        return texts;
    }

    public Map<String, String> textMap(String name) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : map(name).entrySet()) {
            texts.put(entry.getKey(), cast(name, entry.getValue(), String.class, "an object of texts"));
        }
        return texts;
    }

    @SuppressWarnings("unchecked") // made by object() below
    private Map<String, Object> map(String name) throws IOException {
        return value(name, Map.class, "an object");
    }

    private <T> T value(String name, Class<T> type, String what) throws IOException {
        Object found = fields.get(name);
        if (found == null) {
            throw new IOException("field " + path + name + " is missing");
        }
        return cast(name, found, type, what);
    }

    private <T> T cast(String name, Object found, Class<T> type, String what) throws IOException {
        if (!type.isInstance(found)) {
            throw new IOException("field " + path + name + " is not " + what);
        }
        return type.cast(found);
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                fields.put(name, value(json));
            }
        }
        return fields;
    }

    private static List<Object> list(JsonParser json) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(json));
        }
        return elements;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            // Fractions and nulls in lists are nothing that a record of ours holds; whoever asks for one is told.
            default -> Optional.empty();
        };
    }
}
