package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.disk.JsonRecord;

/// An image that is in layers still, as files.
///
/// @param digest of its manifest or configuration
/// @param raw its configuration as it stands there
/// @param layers the lowest first
@SuppressWarnings("ArrayRecordComponent") // never compared
record LayeredImage(ContentDigest digest, byte[] raw, ImageConfig config, List<Layer> layers) {
    LayeredImage {
        layers = List.copyOf(layers);
    }

    /// @param file a tar, which may be compressed; what is known of it was checked
    /// @param diffId what the digest of its tar must be
    record Layer(Path file, ContentDigest diffId) {}

    /// @param config the image's configuration (image-spec, config.md)
    /// @param files of its layers, the lowest first
    /// @throws IOException if they do not belong together
    static LayeredImage of(ContentDigest digest, byte[] config, List<Path> files) throws IOException {
        JsonRecord json = JsonRecord.parse(config);
        String os = json.optionalText("os").orElse("linux");
        if (!os.equals("linux")) {
            throw new IOException("it is an image for " + Quoted.of(os) + ", not for linux");
        }
        List<String> diffIds = json.record("rootfs").optionalTexts("diff_ids");
        if (diffIds.size() != files.size()) {
            throw new IOException(
                    "it has %d layers, and its configuration names %d".formatted(files.size(), diffIds.size()));
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            layers.add(new Layer(files.get(i), ContentDigest.parse(diffIds.get(i))));
        }
        Optional<JsonRecord> run = json.optionalRecord("config");
        return new LayeredImage(
                digest, config, run.isPresent() ? ImageConfig.read(run.get()) : ImageConfig.NONE, layers);
    }
}
