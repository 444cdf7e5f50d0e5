package shibafu.engine.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Removes a tree whose content is hostile: by descriptors, so that no symbolic link is followed however names change
/// meanwhile, in bounded depth, and never across a mount.
public final class TreeRemoval {
    // A container can nest directories far deeper than a path, a stack or the descriptor table can.
    private static final int DEEPEST = 48;
    private static final int PASSES = 10_000;

    private final SecureDirectoryStream<Path> top;
    private int moved;

    private TreeRemoval(SecureDirectoryStream<Path> top) {
        this.top = top;
    }

    /// Removes `tree`, a directory or a file; that nothing is there is fine.
    ///
    /// @throws IOException if something in it is a mount point, and nothing was removed; or if it could not be removed
    public static void remove(Path tree) throws IOException {
        if (isMissing(tree)) {
            return;
        }
        Path parent = tree.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("refused: it is the root directory");
        }
        Path real = parent.toRealPath();
        Path name = tree.getFileName();
        List<MountTable.Entry> mounts = MountTable.read(MountTable.OWN).within(real.resolve(name));
        if (!mounts.isEmpty()) {
            throw new IOException("%s is still mounted; unmount it first"
                    .formatted(mounts.getFirst().mountPoint()));
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(real)) {
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("this file system cannot be walked by descriptors");
            }
            remove(secure, name);
        }
    }

    private static void remove(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        if (!isDirectory(parent, name)) {
            parent.deleteFile(name);
            return;
        }
        // What lay too deep is moved up into the top directory, so that may take more than one pass.
        for (int pass = 0; pass < PASSES; pass++) {
            try (SecureDirectoryStream<Path> top = open(parent, name)) {
                new TreeRemoval(top).empty(top, 0);
            }
            try {
                parent.deleteDirectory(name);
                return;
            } catch (DirectoryNotEmptyException e) {
                // Again.
            }
        }
        throw new DirectoryNotEmptyException(name.toString());
    }

    private void empty(SecureDirectoryStream<Path> directory, int depth) throws IOException {
        for (Path entry : directory) {
            Path name = entry.getFileName();
            try {
                if (!isDirectory(directory, name)) {
                    directory.deleteFile(name);
                } else if (depth < DEEPEST) {
                    try (SecureDirectoryStream<Path> below = open(directory, name)) {
                        empty(below, depth + 1);
                    }
                    directory.deleteDirectory(name);
                } else {
                    directory.move(name, top, Path.of(".shibafu-deep-" + System.nanoTime() + "-" + moved++));
                }
            } catch (NoSuchFileException e) {
                // Gone by itself: fine.
            } catch (DirectoryNotEmptyException e) {
                // Something was added meanwhile: the next pass finds it.
            }
        }
    }

    private static boolean isMissing(Path tree) throws IOException {
        try {
            UnixAttributes.read(tree, LinkOption.NOFOLLOW_LINKS);
            return false;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private static boolean isDirectory(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        return parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }

    private static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        SecureDirectoryStream<Path> directory = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        if (!ProcessUser.isRoot()) {
            // To others than root, a directory without write permission keeps what is in it.
            directory
                    .getFileAttributeView(PosixFileAttributeView.class)
                    .setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
        return directory;
    }
}
