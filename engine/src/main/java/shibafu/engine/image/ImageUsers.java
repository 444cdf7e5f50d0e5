package shibafu.engine.image;

import java.nio.file.Path;
import java.util.List;

/// Knows which containers stand on an image.
@FunctionalInterface
public interface ImageUsers {
    /// Ids of the containers whose record says that their root stands on this tree.
    List<String> of(Path rootfs);
}
