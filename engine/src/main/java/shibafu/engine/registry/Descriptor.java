package shibafu.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/// What stands for content elsewhere (image-spec, descriptor.md).
///
/// @param sizeBytes of the content
/// @param platform given in an index only
record Descriptor(String mediaType, Digest digest, long sizeBytes, Optional<Platform> platform) {
    /// @throws IOException if it is none; says why
    static Descriptor of(JsonNode node) throws IOException {
        String text = node.path("digest").asText();
        Digest digest = Digest.of(text).orElseThrow(() -> new IOException("not a digest: \"" + text + "\""));
        JsonNode size = node.path("size");
        if (!size.canConvertToLong() || size.asLong() < 0) {
            throw new IOException("size of " + digest + " is not a number of bytes: " + size);
        }
        return new Descriptor(
                node.path("mediaType").asText(), digest, size.asLong(), Platform.of(node.path("platform")));
    }
}
