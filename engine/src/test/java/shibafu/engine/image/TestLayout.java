package shibafu.engine.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Builds OCI image layouts, good ones and such as nobody should send.
final class TestLayout {
    private final Path directory;
    private final List<String> layers = new ArrayList<>();
    private final List<String> diffIds = new ArrayList<>();
    private String config = "{}";

    TestLayout(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        Files.createDirectories(directory.resolve("blobs/sha256"));
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    TestLayout layer(TestTar tar) throws IOException {
        byte[] bytes = tar.bytes();
        return layer(TestTar.gzip(bytes), ContentDigest.of(bytes).text());
    }

    TestLayout layer(byte[] blob, String diffId) throws IOException {
        layers.add(blob(blob));
        diffIds.add('"' + diffId + '"');
        return this;
    }

    TestLayout config(String json) {
        config = json;
        return this;
    }

    /// Returns the directory.
    Path write() throws IOException {
        return write("");
    }

    /// @param platform what the index says of the one manifest, with a comma before it
    Path write(String platform) throws IOException {
        String image = "{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":%s,\"rootfs\":{\"diff_ids\":[%s]}}"
                .formatted(config, String.join(",", diffIds));
        String manifest = "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}"
                .formatted(blob(utf8(image)), String.join(",", layers));
        String descriptor = blob(utf8(manifest));
        String withPlatform = descriptor.substring(0, descriptor.length() - 1) + platform + "}";
        Files.writeString(directory.resolve("index.json"), "{\"manifests\":[" + withPlatform + "]}");
        return directory;
    }

    /// Returns its descriptor.
    private String blob(byte[] bytes) throws IOException {
        ContentDigest digest = ContentDigest.of(bytes);
        Files.write(directory.resolve(BlobDirectory.nameOf(digest)), bytes);
        return "{\"digest\":\"%s\",\"size\":%d}".formatted(digest.text(), bytes.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
