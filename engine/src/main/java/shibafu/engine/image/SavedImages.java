package shibafu.engine.image;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import shibafu.engine.disk.JsonRecord;

/// Images as others read them, in a directory.
final class SavedImages {
    private static final String OCI = "application/vnd.oci.image.";

    private final Path directory;

    private SavedImages(Path directory) {
        this.directory = directory;
    }

    /// A blob.
    ///
    /// @param file where it is, from the directory
    private record Blob(String file, ContentDigest digest, long bytes) {}

    /// @param directory is made
    static void write(List<BuiltImage> images, SavedForm form, Path directory) throws IOException {
        Files.createDirectories(directory);
        SavedImages saved = new SavedImages(directory);
        switch (form) {
            case OCI -> saved.oci(images);
            case DOCKER -> saved.docker(images);
        }
    }

    private void oci(List<BuiltImage> images) throws IOException {
        Files.createDirectories(directory.resolve("blobs/sha256"));
        List<Blob> manifests = new ArrayList<>();
        for (BuiltImage image : images) {
            List<Blob> layers = new ArrayList<>();
            for (Layer layer : image.layers()) {
                layers.add(compressed(layer));
            }
            Blob config = blob(image.config());
            manifests.add(blob(JsonRecord.write(json -> {
                json.writeNumberField("schemaVersion", 2);
                json.writeStringField("mediaType", OCI + "manifest.v1+json");
                json.writeObjectFieldStart("config");
                descriptor(json, OCI + "config.v1+json", config);
                json.writeEndObject();
                json.writeArrayFieldStart("layers");
                for (Blob layer : layers) {
                    json.writeStartObject();
                    descriptor(json, OCI + "layer.v1.tar+gzip", layer);
                    json.writeEndObject();
                }
                json.writeEndArray();
            })));
        }
        Files.write(directory.resolve("index.json"), index(images, manifests));
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private static byte[] index(List<BuiltImage> images, List<Blob> manifests) throws IOException {
        return JsonRecord.write(json -> {
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", OCI + "index.v1+json");
            json.writeArrayFieldStart("manifests");
            for (int i = 0; i < manifests.size(); i++) {
                json.writeStartObject();
                descriptor(json, OCI + "manifest.v1+json", manifests.get(i));
                json.writeObjectFieldStart("annotations");
                json.writeStringField("org.opencontainers.image.ref.name", nameOf(images.get(i)));
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void descriptor(JsonGenerator json, String mediaType, Blob blob) throws IOException {
        json.writeStringField("mediaType", mediaType);
        json.writeStringField("digest", blob.digest.text());
        json.writeNumberField("size", blob.bytes);
    }

    private void docker(List<BuiltImage> images) throws IOException {
        StringBuilder manifest = new StringBuilder();
        for (BuiltImage image : images) {
            List<String> layers = new ArrayList<>();
            for (Layer layer : image.layers()) {
                String file = layer.diffId().hex() + ".tar";
                try (OutputStream out = checked(layer, Files.newOutputStream(directory.resolve(file)))) {
                    LayerTar.write(layer, out);
                }
                layers.add(file);
            }
            String config = ContentDigest.of(image.config()).hex() + ".json";
            Files.write(directory.resolve(config), image.config());
            byte[] entry = JsonRecord.write(json -> {
                json.writeStringField("Config", config);
                json.writeFieldName("RepoTags");
                json.writeArray(new String[] {nameOf(image)}, 0, 1);
                json.writeFieldName("Layers");
                json.writeArray(layers.toArray(new String[0]), 0, layers.size());
            });
            manifest.append(manifest.isEmpty() ? "[" : ",").append(new String(entry, StandardCharsets.UTF_8));
        }
        Files.writeString(directory.resolve("manifest.json"), manifest + "]");
    }

    /// A name that other programs take as one: with a registry and a tag.
    private static String nameOf(BuiltImage image) {
        String name = new ImageName(image.stored().image().name()).tagged();
        return name.indexOf('/') < 0 ? "localhost/" + name : name;
    }

    private Blob blob(byte[] content) throws IOException {
        ContentDigest digest = ContentDigest.of(content);
        String file = BlobDirectory.nameOf(digest);
        Files.write(directory.resolve(file), content);
        return new Blob(file, digest, content.length);
    }

    private Blob compressed(Layer layer) throws IOException {
        Path temporary = directory.resolve("layer.tmp");
        MessageDigest digest = ContentDigest.start();
        try (OutputStream out = checked(
                layer,
                new GZIPOutputStream(
                        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)), digest),
                        1 << 16))) {
            LayerTar.write(layer, out);
        }
        ContentDigest found = ContentDigest.finish(digest);
        String file = BlobDirectory.nameOf(found);
        Files.move(temporary, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        return new Blob(file, found, Files.size(directory.resolve(file)));
    }

    /// A stream that, when it is closed, must have had the layer's tar.
    private static OutputStream checked(Layer layer, OutputStream to) {
        return new DigestOutputStream(new BufferedOutputStream(to, 1 << 16), ContentDigest.start()) {
            @Override
            public void close() throws IOException {
                super.close();
                ContentDigest found = ContentDigest.finish(digest);
                if (!found.equals(layer.diffId())) {
                    throw new IOException("layer " + layer.diffId().text() + " is damaged, its digest is "
                            + found.text() + ": import or pull the image again");
                }
            }
        };
    }
}
