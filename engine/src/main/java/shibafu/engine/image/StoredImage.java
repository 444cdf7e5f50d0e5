package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.JsonRecord;
import shibafu.engine.disk.UnixAttributes;

/// What `image.json` says beside what people need to know.
///
/// @param digest of the archive it came from; absent for a directory
/// @param stamp of that archive's file, so that the same file need not be read again to know its digest
/// @param chain its topmost layer; absent for an image that is one tree, as all were before there were layers
record StoredImage(Image image, Optional<ContentDigest> digest, Optional<String> stamp, Optional<ContentDigest> chain) {
    /// Its configuration as OCI has it (image-spec, config.md), beside the record.
    static final String CONFIG = "config.json";

    private static final int VERSION = 2;
    private static final String FILE = "image.json";
    private static final String ROOTFS = "rootfs";

    /// The same under another name.
    StoredImage named(ImageName name) {
        Image other = new Image(
                name.value(),
                image.id(),
                image.rootfs(),
                image.sizeBytes(),
                image.created(),
                image.source(),
                image.config());
        return new StoredImage(other, digest, stamp, chain);
    }

    /// Where the tree of an image without layers is, below its directory.
    static Path rootfs(Path directory) {
        return directory.resolve(ROOTFS);
    }

    /// @return empty if no image is there
    static Optional<StoredImage> read(ImageName name, Path directory, LayerStore layers) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        JsonRecord json = JsonRecord.parse(Files.readAllBytes(file));
        if (json.number("version") < 1 || json.number("version") > VERSION) {
            throw new IOException("it was written by another Shibafu (version " + json.number("version") + ")");
        }
        try {
            Optional<JsonRecord> config = json.optionalRecord("config");
            Optional<String> chain = json.optionalText("chain");
            Optional<ContentDigest> top =
                    chain.isPresent() ? Optional.of(ContentDigest.parse(chain.get())) : Optional.empty();
            Image image = new Image(
                    name.value(),
                    json.optionalText("id").orElse(""),
                    top.map(layer -> layers.directory(layer).resolve(Layer.TREE))
                            .orElse(rootfs(directory)),
                    json.number("sizeBytes"),
                    Instant.parse(json.text("created")),
                    json.text("source"),
                    config.isPresent() ? ImageConfig.read(config.get()) : ImageConfig.NONE);
            return Optional.of(new StoredImage(
                    image, json.optionalText("digest").map(ContentDigest::new), json.optionalText("stamp"), top));
        } catch (DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void write(Path directory) throws IOException {
        byte[] bytes = JsonRecord.write(json -> {
            json.writeNumberField("version", VERSION);
            json.writeNumberField("sizeBytes", image.sizeBytes());
            json.writeStringField("created", image.created().toString());
            json.writeStringField("source", image.source());
            json.writeStringField("id", image.id());
            if (chain.isPresent()) {
                json.writeStringField("chain", chain.get().text());
            }
            if (digest.isPresent()) {
                json.writeStringField("digest", digest.get().text());
            }
            if (stamp.isPresent()) {
                json.writeStringField("stamp", stamp.get());
            }
            if (!image.config().equals(ImageConfig.NONE)) {
                json.writeObjectFieldStart("config");
                image.config().write(json);
                json.writeEndObject();
            }
        });
        AtomicFile.write(directory.resolve(FILE), bytes);
    }

    /// Tells a file from any that ever was or will be at its path: the time of its last change cannot be set back.
    static String stampOf(Path archive) throws IOException {
        UnixAttributes found = UnixAttributes.read(archive);
        return found.key() + " " + found.size() + " " + found.modified() + " " + found.changed();
    }
}
