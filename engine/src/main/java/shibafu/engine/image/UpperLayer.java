package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.UnixAttributes;

/// What a container wrote over its image, as overlayfs keeps it (Linux's overlayfs.rst), or fuse-overlayfs(1),
/// which also has files whose names tell what they hide.
///
/// @param served whether a program keeps it, and such names mean something
public record UpperLayer(Path tree, boolean served) {
    static final String SERVED = "served"; // the work directory of a layer that a program keeps

    private static final String PREFIX = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String OPAQUE_TOO = ".wh..opq"; // whiteout of the other half of OPAQUE's name

    /// @param tree the directory `upper` of a container
    public static UpperLayer at(Path tree) {
        return new UpperLayer(tree, Files.isDirectory(tree.resolveSibling(SERVED), LinkOption.NOFOLLOW_LINKS));
    }

    /// Whether it is nothing that the container wrote, and hides no name.
    public boolean isMark(String name) {
        return served && (name.equals(OPAQUE) || name.equals(OPAQUE_TOO));
    }

    /// The name in its directory that it hides, if it is there for that.
    public Optional<String> hidden(String name, UnixAttributes found) {
        if (served && name.startsWith(PREFIX)) {
            return Optional.of(name.substring(PREFIX.length()));
        }
        return found.isWhiteout() ? Optional.of(name) : Optional.empty();
    }

    /// Whether a directory hides all that the layers below have there.
    boolean isOpaque(Path directory, Map<String, byte[]> attributes) throws IOException {
        return OpaqueMark.isIn(attributes)
                || (served && Files.exists(directory.resolve(OPAQUE), LinkOption.NOFOLLOW_LINKS));
    }
}
