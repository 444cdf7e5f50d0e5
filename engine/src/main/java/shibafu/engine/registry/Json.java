package shibafu.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/// JSON from outside, where what is unknown is ignored and what is missing is asked for by path.
final class Json {
    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /// Reads an answer that may be no JSON at all.
    static JsonNode lenient(byte[] content) {
        try {
            JsonNode node = MAPPER.readTree(content);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /// Says at which line and column, without Jackson's own words about its source.
    static String reason(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return e.getOriginalMessage() + where;
    }
}
