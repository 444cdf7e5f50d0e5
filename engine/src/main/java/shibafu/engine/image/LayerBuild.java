package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.disk.PrivateDirectory;

/// The layers of an image while it is made, one over the other.
final class LayerBuild {
    private final LayerStore store;
    private final Path workplace;
    private final UnpackLimits limits;
    private final ReadProgress progress;
    private final SkippedEntries skipped = new SkippedEntries();
    private final List<Layer> layers = new ArrayList<>(); // the topmost first
    private UnpackLimits used = new UnpackLimits(0, 0);

    /// @param workplace a directory on the store's file system
    LayerBuild(LayerStore store, Path workplace, UnpackLimits limits, ReadProgress progress) {
        this.store = store;
        this.workplace = workplace;
        this.limits = limits;
        this.progress = progress;
    }

    /// Goes on from an image that stands.
    LayerBuild over(List<Layer> topmostFirst) {
        layers.addAll(topmostFirst);
        return this;
    }

    /// The lowest first.
    List<Layer> layers() {
        return layers.reversed();
    }

    List<String> notices() {
        return skipped.notices();
    }

    /// A directory for the next layer.
    Path next() throws IOException {
        Path directory = workplace.resolve("layer" + layers.size());
        PrivateDirectory.create(directory);
        return directory;
    }

    /// Adds a layer of an image: that of the store, or else unpacked.
    ///
    /// @throws IOException if it is not what its digest says, or makes no sense; says which layer
    void add(LayeredImage.Layer wanted) throws IOException {
        ContentDigest chain = Layer.chain(layers, wanted.diffId());
        if (store.has(chain)) {
            layers.addFirst(store.read(chain));
            return;
        }
        Path directory = next();
        try (InputStream stream = WatchedStream.open(
                wanted.file(), wanted.diffId().imageName().substring(7), progress, LinkOption.NOFOLLOW_LINKS)) {
            ArchiveUnpacker.Unpacked unpacked = new ArchiveUnpacker(
                            directory.resolve(Layer.TREE),
                            directory.resolve(Layer.SPLIT),
                            limits,
                            ImageTree.of(layers),
                            skipped)
                    .unpackLayer(stream, used);
            if (!unpacked.diffId().equals(wanted.diffId())) {
                throw new IOException("its digest is " + unpacked.diffId().text());
            }
            used = new UnpackLimits(used.bytes() + unpacked.bytes(), used.entries() + unpacked.entries());
            finish(directory, unpacked.diffId(), unpacked.opaque(), unpacked.bytes());
        } catch (IOException e) {
            throw new IOException("layer " + wanted.diffId().text() + ": " + e.getMessage(), e);
        }
    }

    /// Adds what stands in [#next] as the topmost layer.
    void finish(Path directory, ContentDigest diffId, List<String> opaque, long bytes) throws IOException {
        List<String> below = layers.isEmpty() ? List.of() : layers.getFirst().names();
        Layer layer = new Layer(directory, diffId, Layer.chain(layers, diffId), below, opaque, bytes);
        layer.write();
        layers.addFirst(layer);
    }
}
