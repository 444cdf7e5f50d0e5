package shibafu.engine.image;

import java.nio.file.Path;
import java.util.List;

/// What is to become an image.
///
/// @param name of the image
/// @param base the tree that the container stands on
/// @param changes its writable layer, in overlayfs' form; nobody changes it meanwhile
/// @param mountPoints paths where something was mounted: what the engine made there for that is no change
/// @param config how it is to be run
/// @param author for people; may be empty, like the message
public record CommitRequest(
        String name,
        Path base,
        Path changes,
        List<String> mountPoints,
        ImageConfig config,
        String author,
        String message) {
    public CommitRequest {
        mountPoints = List.copyOf(mountPoints);
    }
}
