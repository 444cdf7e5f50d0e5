package shibafu.engine.state;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.disk.JsonRecord;

/// A [LaunchTrace] as bytes. Unknown fields are ignored.
final class LaunchFormat {
    private LaunchFormat() {}

    static byte[] write(LaunchTrace trace) throws IOException {
        return JsonRecord.write(json -> {
            json.writeStringField("id", trace.id().value());
            json.writeStringField("at", trace.at().toString());
            json.writeNumberField("planned", trace.planned());
            if (trace.failure().isPresent()) {
                json.writeNumberField("failedAt", trace.failure().get().index());
                json.writeStringField("why", trace.failure().get().why());
            }
            json.writeArrayFieldStart("ops");
            for (LaunchTrace.Op op : trace.ops()) {
                json.writeStartObject();
                json.writeNumberField("index", op.index());
                json.writeStringField("kind", op.kind());
                json.writeStringField("fields", op.fields());
                json.writeStringField("phrase", op.phrase());
                json.writeNumberField("nanos", op.nanos());
                json.writeNumberField("errno", op.errno());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static LaunchTrace read(byte[] bytes) throws IOException {
        JsonRecord json = JsonRecord.parse(bytes);
        try {
            List<LaunchTrace.Op> ops = new ArrayList<>();
            for (JsonRecord op : json.records("ops")) {
                ops.add(new LaunchTrace.Op(
                        op.smallNumber("index"),
                        op.text("kind"),
                        op.text("fields"),
                        op.text("phrase"),
                        op.number("nanos"),
                        op.smallNumber("errno")));
            }
            Optional<String> why = json.optionalText("why");
            return new LaunchTrace(
                    new ContainerId(json.text("id")),
                    Instant.parse(json.text("at")),
                    json.smallNumber("planned"),
                    ops,
                    why.isPresent()
                            ? Optional.of(new LaunchTrace.Failure(json.smallNumber("failedAt"), why.get()))
                            : Optional.empty());
        } catch (StateException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
