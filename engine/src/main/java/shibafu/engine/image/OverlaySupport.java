package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.MountTable;
import shibafu.engine.kernel.DetachedOverlay;

/// Decides whether a writable overlayfs layer can be kept in a place.
final class OverlaySupport {
    private static final String REMOTE =
            "is remote and lacks what a writable layer needs (whiteouts, trusted attributes)";
    private static final String FOREIGN = "has no whiteouts, owners or extended attributes";
    private static final String READ_ONLY = "is read-only";

    // Linux's Documentation/filesystems/overlayfs.rst: an upper layer needs trusted.* attributes, d_type and whiteouts.
    private static final Map<String, String> UNFIT = Map.ofEntries(
            Map.entry("overlay", "is an overlay itself, and they do not stack for writing"),
            Map.entry("aufs", "is a union itself, and they do not stack for writing"),
            Map.entry("ecryptfs", "cannot be a writable layer"),
            Map.entry("ramfs", "has no extended attributes"),
            Map.entry("nfs", REMOTE),
            Map.entry("nfs4", REMOTE),
            Map.entry("cifs", REMOTE),
            Map.entry("smb3", REMOTE),
            Map.entry("9p", REMOTE),
            Map.entry("ceph", REMOTE),
            Map.entry("afs", REMOTE),
            Map.entry("virtiofs", REMOTE),
            Map.entry("fuse", "is FUSE and may lack whiteouts"),
            Map.entry("fuseblk", "is FUSE and may lack whiteouts"),
            Map.entry("vfat", FOREIGN),
            Map.entry("msdos", FOREIGN),
            Map.entry("exfat", FOREIGN),
            Map.entry("ntfs3", FOREIGN),
            Map.entry("hfsplus", FOREIGN),
            Map.entry("squashfs", READ_ONLY),
            Map.entry("erofs", READ_ONLY),
            Map.entry("iso9660", READ_ONLY));

    private static final Path FILE_SYSTEMS = Path.of("/proc/filesystems");

    private OverlaySupport() {}

    /// Says why not; empty if it can.
    ///
    /// @param mounts of this host
    /// @param upper where the layer would be; absolute, without symbolic links
    /// @param lower the image's tree
    static Optional<String> obstacle(MountTable mounts, Path upper, Path lower) {
        return fileSystem(mounts, upper).or(() -> names(upper, lower));
    }

    /// Why this kernel has none; empty if it has.
    static Optional<String> kernel() throws IOException {
        // To ask for it would load its module, and take longer.
        boolean listed = Files.readAllLines(FILE_SYSTEMS).stream().anyMatch(line -> line.endsWith("\toverlay"));
        return listed || DetachedOverlay.isKnown() ? Optional.empty() : Optional.of("this kernel has no overlayfs");
    }

    private static Optional<String> fileSystem(MountTable mounts, Path upper) {
        String type = mounts.of(upper).map(MountTable.Entry::type).orElse("");
        String fuse = type.startsWith("fuse.") ? "fuse" : type;
        if (UNFIT.containsKey(fuse)) {
            return Optional.of("the file system of %s (%s) %s".formatted(upper, type, UNFIT.get(fuse)));
        }
        return Optional.empty();
    }

    /// Why no program can join them either; empty if it can.
    static Optional<String> names(Path upper, Path lower) {
        // The kernel splits its list of layers at colons; how it takes escapes changed in 6.5.
        String paths = upper + " " + lower;
        if (paths.indexOf(':') >= 0 || paths.indexOf('\\') >= 0 || paths.indexOf(',') >= 0) {
            return Optional.of("overlayfs cannot name %s or %s".formatted(upper, lower));
        }
        if (upper.startsWith(lower) || lower.startsWith(upper)) {
            return Optional.of("%s and %s overlap".formatted(upper, lower));
        }
        return Optional.empty();
    }
}
