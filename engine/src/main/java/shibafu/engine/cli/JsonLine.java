package shibafu.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import shibafu.engine.ShibafuException;

/// A JSON object in one line, for those who read a stream.
final class JsonLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLine() {}

    static String of(Map<String, ?> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new ShibafuException("write JSON: " + e.getOriginalMessage(), e);
        }
    }
}
