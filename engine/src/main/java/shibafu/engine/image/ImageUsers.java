package shibafu.engine.image;

import java.util.List;

/// Knows which containers stand on an image.
@FunctionalInterface
public interface ImageUsers {
    /// Ids of the containers whose record says that their root stands on `image.rootfs()`.
    List<String> of(Image image);
}
