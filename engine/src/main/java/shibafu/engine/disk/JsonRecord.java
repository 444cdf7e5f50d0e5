package shibafu.engine.disk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A small JSON object in a file: fields by name, what is unknown ignored, what is missing or of another type named.
public final class JsonRecord {
    private static final JsonFactory FACTORY = new JsonFactory();

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
    @SuppressWarnings("unchecked") // its keys are strings, always
    public static JsonRecord parse(byte[] bytes) throws IOException {
        if (JsonText.parse(bytes) instanceof Map<?, ?> fields) {
            return new JsonRecord("", (Map<String, Object>) fields);
        }
        throw new IOException("it is not a JSON object");
    }

    public String text(String name) throws IOException {
        return value(name, String.class, "a text");
    }

    /// Absent and `null` are the same.
    public Optional<String> optionalText(String name) throws IOException {
        return isAbsent(name) ? Optional.empty() : Optional.of(text(name));
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

    /// Absent is false: what only later records tell.
    public boolean optionalFlag(String name) throws IOException {
        return !isAbsent(name) && flag(name);
    }

    public JsonRecord record(String name) throws IOException {
        return new JsonRecord(path + name + ".", map(name));
    }

    @SuppressWarnings("unchecked") // its keys are strings, always
    public List<JsonRecord> records(String name) throws IOException {
        List<JsonRecord> records = new ArrayList<>();
        for (Object element : value(name, List.class, "a list")) {
            Map<String, Object> map = cast(name, element, Map.class, "a list of objects");
            records.add(new JsonRecord(path + name + "[" + records.size() + "].", map));
        }
        return records;
    }

    public List<String> texts(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object element : value(name, List.class, "a list")) {
            texts.add(cast(name, element, String.class, "a list of texts"));
        }
        return texts;
    }

    /// Absent and `null` are an empty list.
    public List<String> optionalTexts(String name) throws IOException {
        return isAbsent(name) ? List.of() : texts(name);
    }

    /// Absent and `null` are the same.
    public Optional<JsonRecord> optionalRecord(String name) throws IOException {
        return isAbsent(name) ? Optional.empty() : Optional.of(record(name));
    }

    /// Absent and `null` are an empty map.
    public Map<String, String> optionalTextMap(String name) throws IOException {
        return isAbsent(name) ? Map.of() : textMap(name);
    }

    /// Absent and `null` are zero.
    public long optionalNumber(String name) throws IOException {
        return isAbsent(name) ? 0 : number(name);
    }

    /// The names of an object's fields, for a set that is written as one: `{"/data": {}}`.
    public List<String> optionalNames(String name) throws IOException {
        return isAbsent(name) ? List.of() : List.copyOf(map(name).keySet());
    }

    /// Whether a field is there, of whatever type.
    public boolean has(String name) {
        return !isAbsent(name);
    }

    /// @throws IOException if it is not a JSON list of objects
    @SuppressWarnings("unchecked") // its keys are strings, always
    public static List<JsonRecord> parseList(byte[] bytes) throws IOException {
        if (!(JsonText.parse(bytes) instanceof List<?> elements)) {
            throw new IOException("it is not a JSON list");
        }
        List<JsonRecord> records = new ArrayList<>();
        for (Object element : elements) {
            if (!(element instanceof Map<?, ?> fields)) {
                throw new IOException("it is not a list of objects");
            }
            records.add(new JsonRecord("[" + records.size() + "].", (Map<String, Object>) fields));
        }
        return records;
    }

    /// Writes its fields as they are, but for some. A number with a fraction becomes `null`.
    public void writeFields(JsonGenerator json, Set<String> except) throws IOException {
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (!except.contains(field.getKey())) {
                json.writeFieldName(field.getKey());
                writeValue(json, field.getValue());
            }
        }
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : map.entrySet()) {
                    json.writeFieldName(String.valueOf(field.getKey()));
                    writeValue(json, field.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    writeValue(json, element);
                }
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeNull();
        }
    }

    public Map<String, String> textMap(String name) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : map(name).entrySet()) {
            texts.put(entry.getKey(), cast(name, entry.getValue(), String.class, "an object of texts"));
        }
        return texts;
    }

    @SuppressWarnings("unchecked") // its keys are strings, always
    private Map<String, Object> map(String name) throws IOException {
        return value(name, Map.class, "an object");
    }

    private boolean isAbsent(String name) {
        Object found = fields.get(name);
        return found == null || found == JsonText.Foreign.NULL;
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
}
