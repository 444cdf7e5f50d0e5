package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.disk.PrivateDirectory;

/// The layers of all images, each once: `<images>/.layers/<name>/`, named after what it is with all below it. A layer
/// never changes; it appears and vanishes by renaming, under the store's lock.
///
/// @param root made when first needed
record LayerStore(Path root) {
    static final String DIRECTORY = ".layers";

    /// A layer and all below it, the topmost first.
    ///
    /// @param directory of the topmost
    static List<Layer> chain(Path directory) throws IOException {
        Layer top = Layer.read(directory);
        List<Layer> all = new ArrayList<>(List.of(top));
        for (String name : top.below()) {
            all.add(Layer.read(directory.resolveSibling(name)));
        }
        return all;
    }

    Path directory(ContentDigest chain) {
        return root.resolve(Layer.nameOf(chain));
    }

    boolean has(ContentDigest chain) {
        return Layer.isAt(directory(chain));
    }

    Layer read(ContentDigest chain) throws IOException {
        return Layer.read(directory(chain));
    }

    /// Takes a layer in that was built elsewhere on this file system, unless it is there already.
    void keep(Layer built) throws IOException {
        PrivateDirectory.ensure(root);
        Path home = directory(built.chain());
        if (!Layer.isAt(home)) {
            Files.move(built.directory(), home, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// The names of all that may be layers.
    List<String> names() throws IOException {
        return ImageFiles.namesIn(root).stream()
                .filter(name -> Files.isDirectory(root.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }
}
