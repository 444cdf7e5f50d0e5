package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalInt;

/// The state that a hook reads from its standard input (runtime-spec, runtime.md, "State").
///
/// @param bundle absolute
public record HookState(String ociVersion, String id, String bundle, Map<String, String> annotations) {
    public HookState {
        annotations = Map.copyOf(annotations);
    }

    /// All of it.
    ///
    /// @param pid absent once the container is stopped
    public String whole(String status, OptionalInt pid) {
        return beforePid(status, pid.isPresent()) + (pid.isPresent() ? pid.getAsInt() : "") + afterPid();
    }

    /// What stands before the number of the process, which nobody knows before there is one.
    public String beforePid(String status) {
        return beforePid(status, true);
    }

    /// What stands after it.
    public String afterPid() {
        String rest = object(json -> {
            json.writeStringField("bundle", bundle);
            if (!annotations.isEmpty()) {
                SpecWriter.textMap(json, "annotations", annotations);
            }
        });
        return "," + rest.substring(1);
    }

    private String beforePid(String status, boolean pid) {
        String start = object(json -> {
            json.writeStringField("ociVersion", ociVersion);
            json.writeStringField("id", id);
            json.writeStringField("status", status);
        });
        return start.substring(0, start.length() - 1) + (pid ? ",\"pid\":" : "");
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string refuses nothing
        }
        return text.toString();
    }
}
