package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.PrivateDirectory;

/// The directory that an archive is unpacked into, and that nothing of it gets out of.
///
/// Every step down to an entry is looked at without following links, so an entry below a symbolic link is refused
/// wherever that points. Nobody else can reach the directory meanwhile, so what was looked at stays so.
final class UnpackTarget {
    private static final Set<OpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int DEFAULT_MODE = 0755;

    private final Path root;
    // Directories stay writable until all is in them, and their times change until then.
    private final Map<Path, InodeMeta> directories = new LinkedHashMap<>();

    /// @param root an empty directory of mode 0700
    UnpackTarget(Path root) {
        this.root = root;
        directories.put(root, defaultMeta());
    }

    void makeDirectory(EntryPath entry, InodeMeta meta) throws IOException {
        Path path = path(entry);
        if (!path.equals(root) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            clear(entry, path);
            PrivateDirectory.create(path);
        }
        directories.put(path, meta);
    }

    /// Returns how many bytes were written.
    long makeFile(EntryPath entry, InputStream data, long limit, InodeMeta meta) throws IOException {
        Path path = path(entry);
        clear(entry, path);
        long written = 0;
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                path, NEW_FILE, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))))) {
            int read;
            while ((read = data.read(buffer.array())) >= 0) {
                written += read;
                if (written > limit) {
                    throw new IOException("its files hold more than is allowed");
                }
                out.write(buffer.array(), 0, read);
            }
        }
        meta.applyTo(path);
        return written;
    }

    /// @param text where the link points: any text, as it is read only inside a container
    void makeSymbolicLink(EntryPath entry, String text, InodeMeta meta) throws IOException {
        Path path = path(entry);
        clear(entry, path);
        Files.createSymbolicLink(path, name(text));
        meta.applyToLink(path);
    }

    /// @param original an entry made before
    void makeHardLink(EntryPath entry, EntryPath original) throws IOException {
        Path existing = path(original);
        boolean found = Files.exists(existing, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(existing, LinkOption.NOFOLLOW_LINKS);
        if (!found) {
            throw new IOException(
                    "entry %s is a hard link to %s, which is no file before it".formatted(entry, original));
        }
        Path path = path(entry);
        if (!path.equals(existing)) {
            clear(entry, path);
            Files.createLink(path, existing);
        }
    }

    /// Gives the directories their modes, owners and times, the innermost first.
    void finish() throws IOException {
        List<Map.Entry<Path, InodeMeta>> all = new ArrayList<>(directories.entrySet());
        for (Map.Entry<Path, InodeMeta> directory : all.reversed()) {
            directory.getValue().applyTo(directory.getKey());
        }
    }

    /// Walks down to where `entry` stands, making directories that the archive has not named.
    private Path path(EntryPath entry) throws IOException {
        Path path = root;
        for (int i = 0; i < entry.steps().size(); i++) {
            if (i > 0) {
                enter(entry, path);
            }
            path = path.resolve(name(entry.steps().get(i)));
        }
        return path;
    }

    private void enter(EntryPath entry, Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("entry %s would be written through %s, which is %s in the archive"
                    .formatted(
                            entry,
                            Quoted.of(root.relativize(directory).toString()),
                            Files.isSymbolicLink(directory) ? "a symbolic link" : "no directory"));
        }
        PrivateDirectory.create(directory);
        directories.put(directory, defaultMeta());
    }

    /// Makes room: of two entries of one name the later counts.
    private void clear(EntryPath entry, Path path) throws IOException {
        if (path.equals(root)) {
            throw new IOException("the root of the archive is no directory");
        }
        try {
            if (Files.deleteIfExists(path)) {
                directories.remove(path);
            }
        } catch (DirectoryNotEmptyException e) {
            throw new IOException("entry " + entry + " would replace a directory that is not empty", e);
        }
    }

    private static Path name(String text) throws IOException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            String encoding = System.getProperty("sun.jnu.encoding");
            throw new IOException(
                    "the name %s cannot be written%s"
                            .formatted(
                                    Quoted.of(text),
                                    "UTF-8".equals(encoding)
                                            ? ""
                                            : " in this locale (" + encoding + "): set LC_ALL=C.UTF-8"),
                    e);
        }
    }

    private static InodeMeta defaultMeta() {
        return new InodeMeta(DEFAULT_MODE, 0, 0, FileTime.from(Instant.now()));
    }
}
