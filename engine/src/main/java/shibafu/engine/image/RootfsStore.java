package shibafu.engine.image;

import java.nio.file.Path;
import java.util.List;
import shibafu.engine.spec.Spec;

/// Writable root file systems, `<root>/<id>/`: a layer over an image, or a copy of it where layers cannot be.
@SuppressWarnings("DoNotCallSuggester")
public final class RootfsStore {
    /// Where root's containers are.
    public static final Path DEFAULT_ROOT = Path.of("/var/lib/shibafu/containers");

    private final Path root;

    /// @param root made when first needed
    public RootfsStore(Path root) {
        this.root = root;
    }

    /// All that is kept on disk for a container, its log included. An intent names it as owned before it is made.
    public Path directory(String id) {
        return root.resolve(id);
    }

    /// Makes a container's root. What fails leaves nothing.
    public Prepared prepare(String id, Path imageRootfs) {
        throw new UnsupportedOperationException();
    }

    /// Removes all that is kept for a container; nothing there is fine.
    public void remove(String id) {
        throw new UnsupportedOperationException();
    }

    /// @param owned trees to delete with the container
    /// @param how `overlay`, or why it is a copy, for people
    public record Prepared(Spec.Root root, List<Path> owned, String how) {
        public Prepared {
            owned = List.copyOf(owned);
        }
    }
}
