package shibafu.engine.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Directories in which nobody else can plant anything.
public final class PrivateDirectory {
    private static final int GROUP_OR_OTHERS_WRITE = 0022;

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private PrivateDirectory() {}

    /// Makes `directory` with mode 0700, which must not be there yet.
    public static void create(Path directory) throws IOException {
        Files.createDirectory(directory, OWNERS);
    }

    /// The same, without what a killed process left there.
    public static void createAnew(Path directory) throws IOException {
        try {
            create(directory);
        } catch (FileAlreadyExistsException e) {
            TreeRemoval.remove(directory);
            create(directory);
        }
    }

    /// Makes `directory` (0700) and its parents where missing, and checks it where not.
    ///
    /// @throws IOException if it cannot be made, belongs to someone else, or others may write to it; says which
    public static void ensure(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                Files.createDirectories(parent);
            }
            try {
                create(directory);
                return;
            } catch (FileAlreadyExistsException e) {
                // Someone was faster; it is checked like any other.
            }
        }
        check(directory);
    }

    private static void check(Path directory) throws IOException {
        // Of a link, both ends count: whoever owns it chooses where it leads.
        checkOwner(UnixAttributes.read(directory, LinkOption.NOFOLLOW_LINKS));
        UnixAttributes target = UnixAttributes.read(directory);
        checkOwner(target);
        if (!Files.isDirectory(directory)) {
            throw new IOException("not a directory");
        }
        if ((target.mode() & GROUP_OR_OTHERS_WRITE) != 0) {
            throw new IOException("others may write to it (mode %04o): run chmod go-w on it, or use another directory"
                    .formatted(target.mode()));
        }
    }

    private static void checkOwner(UnixAttributes found) throws IOException {
        if (found.uid() != ProcessUser.effectiveUid()) {
            throw new IOException("it belongs to uid %s, not to uid %s, who runs this"
                    .formatted(
                            Integer.toUnsignedString(found.uid()),
                            Integer.toUnsignedString(ProcessUser.effectiveUid())));
        }
    }
}
