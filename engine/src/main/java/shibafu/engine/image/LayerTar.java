package shibafu.engine.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/// A layer's tar, written again.
final class LayerTar {
    private LayerTar() {}

    /// Writes it as it was, or, where there was none, as [TreeTar] does.
    static void write(Layer layer, OutputStream out) throws IOException {
        Path split = layer.directory().resolve(Layer.SPLIT);
        if (Files.exists(split)) {
            TarSplit.replay(split, layer.tree(), out);
        } else {
            TreeTar.write(layer.tree(), layer.opaque(), out);
        }
    }

    /// The digest of what [TreeTar] makes of a tree.
    static ContentDigest diffId(Path tree, List<String> opaque) throws IOException {
        MessageDigest digest = ContentDigest.start();
        TreeTar.write(tree, opaque, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return ContentDigest.finish(digest);
    }

    /// Whether the layer is still what it was; reads all of it.
    static boolean isWhole(Layer layer) {
        MessageDigest digest = ContentDigest.start();
        try {
            write(layer, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            return false;
        }
        return ContentDigest.finish(digest).equals(layer.diffId());
    }
}
