package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.disk.JsonRecord;

/// Finds this machine's image in what holds images in layers.
record LayoutReader(BlobDirectory blobs) {
    private static final int DEEPEST = 4; // an index may name another

    static boolean isOciLayout(Path directory) {
        return Files.isRegularFile(directory.resolve("oci-layout"))
                && Files.isRegularFile(directory.resolve("index.json"));
    }

    /// @param kind of what is in `directory`
    static LayeredImage read(Path directory, ArchiveKind.Kind kind) throws IOException {
        LayoutReader reader = new LayoutReader(BlobDirectory.at(directory));
        return switch (kind) {
            case OCI -> reader.oci(JsonRecord.parse(reader.blobs.small("index.json")), 0);
            case DOCKER -> reader.docker();
            case TREE -> throw new IOException("it holds no layers");
        };
    }

    private LayeredImage oci(JsonRecord index, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("its indexes are nested deeper than " + DEEPEST);
        }
        JsonRecord descriptor = choose(index.records("manifests"));
        JsonRecord found = JsonRecord.parse(blobs.smallBlob(descriptor));
        if (found.has("manifests")) {
            return oci(found, depth + 1);
        }
        List<Path> layers = new ArrayList<>();
        for (JsonRecord layer : found.records("layers")) {
            layers.add(blobs.blob(layer));
        }
        byte[] config = blobs.smallBlob(found.record("config"));
        return LayeredImage.of(ContentDigest.parse(descriptor.text("digest")), config, layers);
    }

    private static JsonRecord choose(List<JsonRecord> manifests) throws IOException {
        List<JsonRecord> fitting = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (JsonRecord manifest : manifests) {
            Optional<JsonRecord> platform = manifest.optionalRecord("platform");
            if (platform.isEmpty() || HostPlatform.fits(platform.get())) {
                fitting.add(manifest);
            } else {
                others.add(HostPlatform.name(platform.get()));
            }
        }
        if (fitting.isEmpty()) {
            throw new IOException("it has no image for %s (only %s)"
                    .formatted(HostPlatform.NAME, others.isEmpty() ? "none at all" : String.join(", ", others)));
        }
        if (fitting.size() > 1 && fitting.stream().noneMatch(manifest -> manifest.has("platform"))) {
            throw new IOException("it holds " + fitting.size() + " images: save one alone");
        }
        return fitting.stream()
                .filter(manifest -> manifest.has("platform"))
                .findFirst()
                .orElse(fitting.getFirst());
    }

    private LayeredImage docker() throws IOException {
        List<JsonRecord> images = JsonRecord.parseList(blobs.small("manifest.json"));
        if (images.size() != 1) {
            throw new IOException("it holds " + images.size() + " images: save one alone");
        }
        List<Path> layers = new ArrayList<>();
        for (String name : images.getFirst().optionalTexts("Layers")) {
            layers.add(blobs.file(name));
        }
        byte[] config = blobs.small(images.getFirst().text("Config"));
        return LayeredImage.of(ContentDigest.of(config), config, layers);
    }
}
