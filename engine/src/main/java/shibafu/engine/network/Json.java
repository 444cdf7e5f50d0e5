package shibafu.engine.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON objects as plugins and their configurations have them: what is not understood is kept, for the plugin's sake.
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /// @throws IOException if it is not one object
    static Map<String, Object> parse(byte[] bytes) throws IOException {
        try {
            return MAPPER.readValue(bytes, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IOException("it is not a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new NetworkException("write JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// Empty also if it is of another type.
    static Optional<String> text(Map<String, ?> object, String name) {
        return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static List<String> texts(Map<String, ?> object, String name) {
        List<String> texts = new ArrayList<>();
        if (object.get(name) instanceof List<?> list) {
            list.forEach(element -> texts.add(String.valueOf(element)));
        }
        return texts;
    }

    static boolean flag(Map<String, ?> object, String name) {
        return Boolean.TRUE.equals(object.get(name));
    }

    static int number(Map<String, ?> object, String name) {
        return object.get(name) instanceof Number number ? number.intValue() : 0;
    }

    static Map<String, Object> object(Map<String, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> found ? copy(found) : Map.of();
    }

    static List<Map<String, Object>> objects(Map<String, ?> object, String name) {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (object.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> found) {
                    objects.add(copy(found));
                }
            }
        }
        return objects;
    }

    private static Map<String, Object> copy(Map<?, ?> found) {
        Map<String, Object> copy = new LinkedHashMap<>();
        found.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
