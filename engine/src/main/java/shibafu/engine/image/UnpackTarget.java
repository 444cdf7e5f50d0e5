package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.kernel.WhiteoutNode;

/// The directory that an archive is unpacked into, and that nothing of it gets out of.
///
/// Every step down to an entry is looked at without following links, so an entry below a symbolic link is refused
/// wherever that points. Nobody else can reach the directory meanwhile, so what was looked at stays so.
final class UnpackTarget {
    private static final int DEFAULT_MODE = 0755;

    private final Path root;
    // They stay writable until all is in them. By path: a parent stands before what is in it.
    private final TreeMap<Path, InodeMeta> directories = new TreeMap<>();
    private final Map<Path, Map<String, byte[]>> attributes = new HashMap<>(); // of directories
    private final Set<String> opaque = new TreeSet<>();
    private final ImageTree below;

    /// @param root an empty directory of mode 0700
    /// @param below what the layer lies on; no parts if it is the lowest
    UnpackTarget(Path root, ImageTree below) throws IOException {
        this.root = root;
        this.below = below;
        directories.put(
                root,
                below.parts().isEmpty()
                        ? defaultMeta()
                        : InodeMeta.of(below.parts().getFirst().tree()));
    }

    /// Hides what the layers below have at `entry`, and nothing of this one.
    void whiteout(EntryPath entry) throws IOException {
        Optional<Path> hidden = entry.isRoot() ? Optional.empty() : below(entry.steps());
        if (below.parts().isEmpty() || !leadsSomewhere(entry) || hidden.isEmpty()) {
            return;
        }
        Path path = path(entry);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            opaque.add(EntryPath.text(root, path));
        } else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            WhiteoutNode.make(path);
        }
    }

    /// Hides all that the layers below have in the directory `entry`.
    void makeOpaque(EntryPath entry) throws IOException {
        if (below.parts().isEmpty() || !leadsSomewhere(entry)) {
            return;
        }
        Path path = path(entry);
        Optional<Path> hidden = entry.isRoot() ? Optional.of(root) : below(entry.steps());
        Optional<Path> found = Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Optional.of(path) : hidden;
        if (found.isPresent()) {
            if (!Files.isDirectory(found.get(), LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("entry " + entry + " hides what is in it, and is no directory");
            }
            enter(entry, path);
            opaque.add(EntryPath.text(root, path));
        }
    }

    /// Directories that hide all that is below them, as paths from the root.
    List<String> opaque() {
        return List.copyOf(opaque);
    }

    /// Whether the directory that an entry stands in is anywhere.
    private boolean leadsSomewhere(EntryPath entry) throws IOException {
        Path parent = root;
        for (int i = 0; i < entry.steps().size() - 1; i++) {
            parent = parent.resolve(EntryPath.fileName(entry.steps().get(i)));
            if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
                enter(entry, parent);
            } else {
                Optional<Path> covered = below(entry.steps().subList(0, i + 1));
                if (covered.isEmpty()) {
                    return false;
                }
                if (!Files.isDirectory(covered.get(), LinkOption.NOFOLLOW_LINKS)) {
                    throw through(entry, parent, covered.get());
                }
            }
        }
        return true;
    }

    private Optional<Path> below(List<String> steps) throws IOException {
        return below.parts().isEmpty() ? Optional.empty() : below.find(steps);
    }

    void makeDirectory(EntryPath entry, InodeMeta meta) throws IOException {
        Path path = path(entry);
        if (!path.equals(root) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            boolean hiding = isWhiteout(path);
            clear(entry, path);
            PrivateDirectory.create(path);
            if (hiding) {
                opaque.add(EntryPath.text(root, path));
            }
        }
        directories.put(path, meta);
    }

    /// Returns how many bytes were written.
    ///
    /// @param kept extended attributes (xattr(7))
    long makeFile(EntryPath entry, InputStream data, long limit, InodeMeta meta, Map<String, byte[]> kept)
            throws IOException {
        Path path = path(entry);
        clear(entry, path);
        long written = NewFile.write(path, data, limit);
        meta.applyTo(path);
        KeptAttributes.put(path, kept);
        return written;
    }

    /// Has a directory keep extended attributes in place of any that it had.
    void attributes(EntryPath entry, Map<String, byte[]> newAttributes) throws IOException {
        attributes.put(path(entry), newAttributes);
    }

    void makeFifo(EntryPath entry, InodeMeta meta) throws IOException {
        Path path = path(entry);
        clear(entry, path);
        NewFifo.make(path, meta);
    }

    /// @param text where the link points: any text, as it is read only inside a container
    void makeSymbolicLink(EntryPath entry, String text, InodeMeta meta) throws IOException {
        Path path = path(entry);
        clear(entry, path);
        Files.createSymbolicLink(path, EntryPath.fileName(text));
        meta.applyToLink(path);
    }

    /// @param original an entry made before
    void makeHardLink(EntryPath entry, EntryPath original) throws IOException {
        Path existing = path(original);
        if (!isFile(existing) && !copyUp(original, existing)) {
            throw new IOException(
                    "entry %s is a hard link to %s, which is no file before it".formatted(entry, original));
        }
        Path path = path(entry);
        if (!path.equals(existing)) {
            clear(entry, path);
            Files.createLink(path, existing);
        }
    }

    private static boolean isFile(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && !isWhiteout(path);
    }

    /// A file of a layer below gets its second name in this one, so it must stand here too.
    private boolean copyUp(EntryPath entry, Path to) throws IOException {
        Optional<Path> found = Files.exists(to, LinkOption.NOFOLLOW_LINKS) ? Optional.empty() : below(entry.steps());
        if (found.isEmpty() || !isFile(found.get())) {
            return false;
        }
        new FileCopy().copy(found.get(), to, UnixAttributes.read(found.get(), LinkOption.NOFOLLOW_LINKS));
        return true;
    }

    /// Gives the directories their modes, owners and times, the innermost first.
    void finish() throws IOException {
        for (Map.Entry<Path, InodeMeta> directory : directories.descendingMap().entrySet()) {
            directory.getValue().applyTo(directory.getKey());
            KeptAttributes.put(directory.getKey(), attributes.getOrDefault(directory.getKey(), Map.of()));
        }
        for (String path : opaque) {
            OpaqueMark.set(root.resolve(path));
        }
    }

    /// Walks down to where `entry` stands, making directories that the archive has not named.
    private Path path(EntryPath entry) throws IOException {
        Path path = root;
        for (int i = 0; i < entry.steps().size(); i++) {
            if (i > 0) {
                enter(entry, path);
            }
            path = path.resolve(EntryPath.fileName(entry.steps().get(i)));
        }
        return path;
    }

    private void enter(EntryPath entry, Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean hiding = Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && isWhiteout(directory);
        if (hiding) {
            Files.delete(directory);
            opaque.add(EntryPath.text(root, directory));
        } else if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw through(entry, directory, directory);
        }
        Optional<Path> covered = hiding
                ? Optional.empty()
                : below(List.of(root.relativize(directory).toString().split("/")));
        if (covered.isPresent() && !Files.isDirectory(covered.get(), LinkOption.NOFOLLOW_LINKS)) {
            throw through(entry, directory, covered.get());
        }
        PrivateDirectory.create(directory);
        directories.put(directory, covered.isPresent() ? InodeMeta.of(covered.get()) : defaultMeta());
    }

    private IOException through(EntryPath entry, Path directory, Path found) {
        return new IOException("entry %s would be written through %s, which is %s in the archive"
                .formatted(
                        entry,
                        Quoted.of(EntryPath.text(root, directory)),
                        Files.isSymbolicLink(found) ? "a symbolic link" : "no directory"));
    }

    private static boolean isWhiteout(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && UnixAttributes.read(path, LinkOption.NOFOLLOW_LINKS).isWhiteout();
    }

    /// Makes room: of two entries of one name the later counts.
    private void clear(EntryPath entry, Path path) throws IOException {
        if (path.equals(root)) {
            throw new IOException("the root of the archive is no directory");
        }
        try {
            if (Files.deleteIfExists(path)) {
                directories.remove(path);
                attributes.remove(path);
                opaque.remove(EntryPath.text(root, path));
            }
        } catch (DirectoryNotEmptyException e) {
            throw new IOException("entry " + entry + " would replace a directory that is not empty", e);
        }
    }

    private static InodeMeta defaultMeta() {
        return new InodeMeta(DEFAULT_MODE, 0, 0, FileTime.from(Instant.now()));
    }
}
