package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.UnixAttributes;

/// Copies a tree with its modes, owners, times, extended attributes, symbolic and hard links, FIFOs and holes.
/// The source may be changed by others meanwhile: it is read by descriptors, so nothing from outside it is ever
/// copied.
///
/// Left out: device nodes, which a container gets from the engine, and sockets.
final class TreeCopy {
    // Deeper than any path of PATH_MAX bytes that a person made; each level holds two descriptors.
    private static final int DEEPEST = 512;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final long LARGEST = Long.MAX_VALUE;

    private final Map<Object, Path> copied = new HashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private long bytes;

    private TreeCopy() {}

    /// What was copied.
    ///
    /// @param bytes in regular files, each counted once
    /// @param skipped names, relative to the source, of what is neither file, directory nor link
    record Result(long bytes, List<String> skipped) {
        Result {
            skipped = List.copyOf(skipped);
        }
    }

    /// Copies the directory `source` to `target`, which must not be there yet and which nobody else may reach.
    static Result copy(Path source, Path target) throws IOException {
        Path around = Objects.requireNonNull(target.toAbsolutePath().getParent(), "no parent");
        if (around.toRealPath().startsWith(source.toRealPath())) {
            throw new IOException(source + " contains " + target + ", the place it is to be copied to");
        }
        TreeCopy copy = new TreeCopy();
        PrivateDirectory.create(target);
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(source)) {
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("this file system cannot be walked by descriptors");
            }
            copy.copyEntries(secure, source, target, 0);
        }
        InodeMeta.of(source.toRealPath()).applyTo(target);
        KeptAttributes.copy(source.toRealPath(), target);
        return new Result(copy.bytes, copy.skipped);
    }

    private void copyEntries(SecureDirectoryStream<Path> from, Path source, Path target, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("directories are nested deeper than " + DEEPEST + " at " + source);
        }
        for (Path entry : from) {
            Path name = entry.getFileName();
            copyEntry(from, name, source.resolve(name), target.resolve(name), depth);
        }
    }

    private void copyEntry(SecureDirectoryStream<Path> from, Path name, Path source, Path target, int depth)
            throws IOException {
        BasicFileAttributes found = from.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        // The view by descriptor has no setuid bit, so the path is asked too: it must lead to the same inode.
        UnixAttributes unix = UnixAttributes.read(source, LinkOption.NOFOLLOW_LINKS);
        InodeMeta meta = InodeMeta.of(unix);
        if (!unix.key().equals(found.fileKey())) {
            throw new IOException(source + " changed while it was copied");
        }
        if (found.isDirectory()) {
            PrivateDirectory.create(target);
            try (SecureDirectoryStream<Path> below = from.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                copyEntries(below, source, target, depth + 1);
            }
            meta.applyTo(target);
            KeptAttributes.copy(source, target);
        } else if (unix.isFifo()) {
            if (!linkToCopy(unix, target)) {
                NewFifo.make(target, meta);
            }
        } else if (found.isOther()) {
            skipped.add(source.toString());
        } else if (!linkToCopy(unix, target)) {
            if (found.isSymbolicLink()) {
                Files.createSymbolicLink(target, Files.readSymbolicLink(source));
                meta.applyToLink(target);
            } else {
                copyFile(from, name, target);
                meta.applyTo(target);
                KeptAttributes.copy(source, target);
            }
        }
    }

    private boolean linkToCopy(UnixAttributes found, Path target) throws IOException {
        if (found.links() < 2) {
            return false;
        }
        Path first = copied.putIfAbsent(found.key(), target);
        if (first == null) {
            return false;
        }
        Files.createLink(target, first);
        return true;
    }

    private void copyFile(SecureDirectoryStream<Path> from, Path name, Path target) throws IOException {
        try (InputStream in = Channels.newInputStream(from.newByteChannel(name, READ))) {
            bytes += NewFile.write(target, in, LARGEST);
        }
    }
}
