package shibafu.engine.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A tree that containers can be started on.
///
/// @param name its name in the store; the path itself for a directory used as it is
/// @param id digest of its configuration, by which docker and podman know it; empty for what has none
/// @param rootfs the tree, or that of its topmost layer (see [ImageTree]); never written to
/// @param sizeBytes of the regular files in it; 0 for a directory used as it is
/// @param created when it was imported
/// @param source what it was imported from, for people
/// @param config how it is to be run
public record Image(
        String name, String id, Path rootfs, long sizeBytes, Instant created, String source, ImageConfig config) {
    /// What runs when neither the user nor the image names a command.
    public static final List<String> DEFAULT_COMMAND = List.of("/bin/sh");
}
