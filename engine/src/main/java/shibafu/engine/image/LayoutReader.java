package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.JsonRecord;

/// Finds this machine's image in what holds images in layers.
record LayoutReader(BlobDirectory blobs) {
    private static final List<String> NAMES = List.of("io.containerd.image.name", "org.opencontainers.image.ref.name");
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

    /// An image and what it is called where it comes from.
    ///
    /// @param names at least one
    record Named(LayeredImage image, List<ImageName> names) {
        Named {
            names = List.copyOf(names);
        }

        static Named of(LayeredImage image, List<String> texts) {
            List<ImageName> names = new ArrayList<>();
            texts.forEach(text -> ImageName.of(text).ifPresent(names::add));
            return new Named(
                    image,
                    names.isEmpty() ? List.of(new ImageName(image.digest().imageName())) : names);
        }
    }

    /// All images for this machine.
    static List<Named> all(Path directory, ArchiveKind.Kind kind) throws IOException {
        LayoutReader reader = new LayoutReader(BlobDirectory.at(directory));
        List<Named> all = new ArrayList<>();
        if (kind == ArchiveKind.Kind.DOCKER) {
            for (JsonRecord image : JsonRecord.parseList(reader.blobs.small("manifest.json"))) {
                all.add(Named.of(reader.docker(image), image.optionalTexts("RepoTags")));
            }
            return all;
        }
        for (JsonRecord one : JsonRecord.parse(reader.blobs.small("index.json")).records("manifests")) {
            Optional<JsonRecord> platform = one.optionalRecord("platform");
            if (platform.isEmpty() || HostPlatform.fits(platform.get())) {
                Optional<String> name = one.optionalTextMap("annotations").entrySet().stream()
                        .filter(entry -> NAMES.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .max(Comparator.comparingInt(String::length)); // the other may be a tag alone
                all.add(Named.of(reader.manifest(one, 0), name.stream().toList()));
            }
        }
        return all;
    }

    private LayeredImage oci(JsonRecord index, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("its indexes are nested deeper than " + DEEPEST);
        }
        return manifest(choose(index.records("manifests")), depth);
    }

    private LayeredImage manifest(JsonRecord descriptor, int depth) throws IOException {
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
        return docker(images.getFirst());
    }

    private LayeredImage docker(JsonRecord image) throws IOException {
        List<Path> layers = new ArrayList<>();
        for (String name : image.optionalTexts("Layers")) {
            layers.add(blobs.file(name));
        }
        byte[] config = blobs.small(image.text("Config"));
        return LayeredImage.of(ContentDigest.of(config), config, layers);
    }
}
