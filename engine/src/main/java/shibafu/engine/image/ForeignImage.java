package shibafu.engine.image;

import java.io.IOException;

/// Recognises archives that hold an image in layers instead of a file system.
final class ForeignImage {
    private static final String CURE = ", which is not read yet: make a plain archive of it with"
            + " \"docker export\" or \"podman export\" of a container";

    private boolean manifest;
    private boolean system;

    /// @throws IOException as soon as it is certain
    void see(EntryPath entry) throws IOException {
        if (entry.isTopLevel("oci-layout")) {
            throw new IOException("it is an OCI image archive" + CURE);
        }
        manifest |= entry.isTopLevel("manifest.json");
        // A file system may hold a manifest.json of its own; what "docker save" writes has none of these.
        system |= !entry.isRoot() && entry.steps().getFirst().matches("bin|sbin|usr|etc|lib");
    }

    /// To be asked when all entries were seen.
    void check() throws IOException {
        if (manifest && !system) {
            throw new IOException("it is an image archive of \"docker save\"" + CURE);
        }
    }
}
