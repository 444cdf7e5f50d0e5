package shibafu.engine.image;

/// How images are written for others.
public enum SavedForm {
    /// An image layout (image-spec, image-layout.md), its layers compressed by gzip.
    OCI,
    /// What `docker load` and `podman load` have always read: `manifest.json` and plain layers.
    DOCKER
}
