package shibafu.engine.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Knows which containers stand on an image.
@FunctionalInterface
public interface ImageUsers {
    /// Ids of the containers whose record says that their root stands on `image.rootfs()`.
    List<String> of(Image image);

    /// Trees that containers stand on whose record is elsewhere, such as in another directory of records: their layers
    /// stay, too.
    default Set<Path> otherTrees() {
        return Set.of();
    }
}
