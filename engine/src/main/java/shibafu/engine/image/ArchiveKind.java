package shibafu.engine.image;

/// Tells archives that hold an image in layers from those that hold a file system.
final class ArchiveKind {
    private boolean ociLayout;
    private boolean ociIndex;
    private boolean manifest;
    private boolean system;

    /// What an archive holds.
    enum Kind {
        /// A file system.
        TREE,
        /// An OCI image layout (image-spec, image-layout.md).
        OCI,
        /// What `docker save` wrote before it wrote OCI layouts: `manifest.json` and layers.
        DOCKER
    }

    void see(EntryPath entry) {
        ociLayout |= entry.isTopLevel("oci-layout");
        ociIndex |= entry.isTopLevel("index.json");
        manifest |= entry.isTopLevel("manifest.json");
        // A file system may hold a manifest.json of its own; what holds layers has none of these.
        system |= !entry.isRoot() && entry.steps().getFirst().matches("bin|sbin|usr|etc|lib");
    }

    /// To be asked when all entries were seen.
    Kind kind() {
        if (system) {
            return Kind.TREE;
        }
        if (ociLayout && ociIndex) {
            return Kind.OCI;
        }
        return manifest ? Kind.DOCKER : Kind.TREE;
    }
}
