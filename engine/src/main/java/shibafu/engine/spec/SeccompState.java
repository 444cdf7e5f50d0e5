package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the listener of a filter is told (runtime-spec, config-linux.md "The Container Process State").
///
/// @param pid the container's first process; absent: the filtered process is it
public record SeccompState(
        String ociVersion,
        String id,
        String status,
        Optional<Integer> pid,
        String bundle,
        Map<String, String> annotations,
        String metadata) {
    /// JSON has no such character outside of an escape.
    private static final String HOLE = "\0";

    public SeccompState {
        annotations = Map.copyOf(annotations);
    }

    /// Its JSON, cut where the pid of the filtered process belongs.
    public List<String> parts() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("ociVersion", ociVersion);
            SpecWriter.texts(json, "fds", List.of("seccompFd"));
            json.writeFieldName("pid");
            json.writeRawValue(HOLE);
            json.writeStringField("metadata", metadata);
            json.writeObjectFieldStart("state");
            json.writeStringField("ociVersion", ociVersion);
            json.writeStringField("id", id);
            json.writeStringField("status", status);
            json.writeFieldName("pid");
            json.writeRawValue(pid.map(number -> Integer.toString(number)).orElse(HOLE));
            json.writeStringField("bundle", bundle);
            SpecWriter.textMap(json, "annotations", annotations);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("write the state of " + id + ": " + e.getMessage(), e);
        }
        return List.of(text.toString().split(HOLE, -1));
    }
}
