package shibafu.engine.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import shibafu.engine.kernel.Xattr;

/// What makes a directory hide all that the layers below have there (Linux's overlayfs.rst).
final class OpaqueMark {
    private static final String TRUSTED = "trusted.overlay.";
    private static final String USER = "user.overlay."; // in a user namespace, with the mount option userxattr
    private static final String SERVED = "user.fuseoverlayfs."; // fuse-overlayfs(1), in a user namespace
    private static final String OPAQUE = "opaque";
    private static final byte[] YES = "y".getBytes(StandardCharsets.US_ASCII);

    private OpaqueMark() {}

    static void set(Path directory) throws IOException {
        if (!Xattr.setIfPossible(directory, TRUSTED + OPAQUE, YES)) {
            Xattr.set(directory, USER + OPAQUE, YES);
        }
    }

    static boolean isIn(Map<String, byte[]> attributes) {
        return Stream.of(TRUSTED, USER, SERVED).anyMatch(prefix -> attributes.containsKey(prefix + OPAQUE));
    }

    /// Whether it is overlayfs' own, or fuse-overlayfs', and means nothing elsewhere.
    static boolean isOfOverlay(String attribute) {
        return Stream.of(TRUSTED, USER, SERVED).anyMatch(attribute::startsWith);
    }
}
