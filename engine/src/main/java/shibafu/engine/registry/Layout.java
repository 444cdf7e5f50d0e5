package shibafu.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An OCI image layout (image-spec, image-layout.md): `oci-layout`, `index.json`, and `blobs/ALGORITHM/HEX`.
record Layout(Path root) {
    private static final String VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final String REF_NAME = "org.opencontainers.image.ref.name";

    /// Makes one; it is none before [#finish].
    static Layout create(Path root) throws IOException {
        Files.createDirectories(root.resolve("blobs/sha256"));
        return new Layout(root);
    }

    Path blob(Digest digest) {
        return root.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
    }

    void put(Digest digest, byte[] content) throws IOException {
        Files.createDirectories(root.resolve("blobs").resolve(digest.algorithm()));
        Files.write(blob(digest), content);
    }

    /// Takes a file in that stays where it is: both are the same inode.
    void link(Path file, Digest digest) throws IOException {
        Files.createDirectories(root.resolve("blobs").resolve(digest.algorithm()));
        Files.deleteIfExists(blob(digest));
        try {
            Files.createLink(blob(digest), file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, blob(digest)); // another file system, or one without hard links
        }
    }

    /// Names the image that it holds.
    void finish(Descriptor manifest, String name) throws IOException {
        ObjectNode index = Json.MAPPER.createObjectNode();
        index.put("schemaVersion", 2);
        index.put("mediaType", Manifest.MEDIA_TYPES.getFirst());
        ObjectNode entry = index.putArray("manifests").addObject();
        entry.put("mediaType", manifest.mediaType());
        entry.put("digest", manifest.digest().toString());
        entry.put("size", manifest.sizeBytes());
        entry.putObject("annotations").put(REF_NAME, name);
        Files.write(root.resolve("index.json"), Json.MAPPER.writeValueAsBytes(index));
        Files.write(root.resolve("oci-layout"), VERSION.getBytes(StandardCharsets.UTF_8));
    }

    /// What its index names, the one image or list of images.
    ///
    /// @throws IOException if there is none, or several
    Descriptor image() throws IOException {
        if (!Files.exists(root.resolve("oci-layout"))) {
            throw new IOException(root + " is no OCI image layout");
        }
        JsonNode index = Json.MAPPER.readTree(Files.readAllBytes(root.resolve("index.json")));
        List<JsonNode> entries =
                List.copyOf(index.path("manifests").valueStream().toList());
        if (entries.size() != 1) {
            throw new IOException("the layout holds " + entries.size() + " images, not one");
        }
        return Descriptor.of(entries.getFirst());
    }

    Manifest manifest(Descriptor descriptor) throws IOException {
        byte[] content = Files.readAllBytes(blob(descriptor.digest()));
        if (!descriptor.digest().same(content).equals(descriptor.digest())) {
            throw new IOException("the layout's manifest " + descriptor.digest() + " is something else");
        }
        return Manifest.parse(descriptor.mediaType(), content);
    }
}
