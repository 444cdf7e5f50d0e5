package shibafu.engine.image;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import shibafu.engine.disk.JsonRecord;

/// Configurations that Shibafu writes itself (image-spec, config.md).
final class NewConfig {
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

    static void rootfs(JsonGenerator json, List<Layer> layers) throws IOException {
        json.writeObjectFieldStart("rootfs");
        json.writeStringField("type", "layers");
        json.writeArrayFieldStart("diff_ids");
        for (Layer layer : layers) {
            json.writeString(layer.diffId().text());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void event(JsonGenerator json, String now, String how) throws IOException {
        json.writeStartObject();
        json.writeStringField("created", now);
        json.writeStringField("created_by", "shibafu " + how);
        json.writeEndObject();
    }
}
