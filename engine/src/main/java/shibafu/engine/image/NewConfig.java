package shibafu.engine.image;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.disk.JsonRecord;

/// Configurations that Shibafu writes itself (image-spec, config.md).
final class NewConfig {
    private static final Set<String> REPLACED = Set.of(
            "created", "author", "config", "rootfs", "history", "container", "container_config", "docker_version");

    private NewConfig() {}

    /// @param config how it is to be run
    /// @param layers the lowest first
    /// @param how it was made, for people
    static byte[] of(ImageConfig config, List<Layer> layers, String how) throws IOException {
        String now = Instant.now().toString();
        return JsonRecord.write(json -> {
            json.writeStringField("created", now);
            json.writeStringField("architecture", HostPlatform.ARCHITECTURE);
            json.writeStringField("os", "linux");
            json.writeObjectFieldStart("config");
            config.write(json);
            json.writeEndObject();
            rootfs(json, layers);
            json.writeArrayFieldStart("history");
            for (int i = 0; i < layers.size(); i++) {
                event(json, now, how);
            }
            json.writeEndArray();
        });
    }

    /// Of an image with one layer more than another, all else as it was.
    ///
    /// @param base the other's
    static byte[] over(byte[] base, CommitRequest asked, List<Layer> layers) throws IOException {
        JsonRecord old = JsonRecord.parse(base);
        Optional<JsonRecord> oldRun = old.optionalRecord("config");
        List<JsonRecord> events = old.has("history") ? old.records("history") : List.of();
        String now = Instant.now().toString();
        return JsonRecord.write(json -> {
            old.writeFields(json, REPLACED);
            json.writeStringField("created", now);
            if (!asked.author().isEmpty()) {
                json.writeStringField("author", asked.author());
            }
            json.writeObjectFieldStart("config");
            if (oldRun.isPresent()) {
                oldRun.get().writeFields(json, ImageConfig.FIELDS);
            }
            asked.config().write(json);
            json.writeEndObject();
            rootfs(json, layers);
            json.writeArrayFieldStart("history");
            for (JsonRecord event : events) {
                json.writeStartObject();
                event.writeFields(json, Set.of());
                json.writeEndObject();
            }
            event(json, now, "commit" + (asked.message().isEmpty() ? "" : " (" + asked.message() + ")"));
            json.writeEndArray();
        });
    }

    private static void rootfs(JsonGenerator json, List<Layer> layers) throws IOException {
        json.writeObjectFieldStart("rootfs");
        json.writeStringField("type", "layers");
        json.writeArrayFieldStart("diff_ids");
        for (Layer layer : layers) {
            json.writeString(layer.diffId().text());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void event(JsonGenerator json, String now, String how) throws IOException {
        json.writeStartObject();
        json.writeStringField("created", now);
        json.writeStringField("created_by", "shibafu " + how);
        json.writeEndObject();
    }
}
