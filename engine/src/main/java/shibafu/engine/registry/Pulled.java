package shibafu.engine.registry;

import java.nio.file.Path;

/// What a pull found.
///
/// @param reference the full name that it has at the registry
/// @param manifest the digest by which the registry knows the image of one platform
/// @param config the digest by which docker and podman know it, its id
/// @param layout where it is, an OCI image layout
/// @param fresh false if it was here already, and nothing was fetched
public record Pulled(Reference reference, Digest manifest, Digest config, Path layout, boolean fresh) {
    Pulled(Reference reference, Digest manifest, Digest config, Path layout) {
        this(reference, manifest, config, layout, true);
    }

    Pulled already() {
        return new Pulled(reference, manifest, config, layout, false);
    }
}
