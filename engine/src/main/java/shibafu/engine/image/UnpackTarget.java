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
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.TreeRemoval;

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
    // By path: a parent stands before what is in it.
    private final TreeMap<Path, InodeMeta> directories = new TreeMap<>();
    // What the layer made that is unpacked now, with all that leads there: its whiteouts hide only what was before it.
    private final Set<Path> made = new HashSet<>();

    /// @param root an empty directory of mode 0700
    UnpackTarget(Path root) {
        this.root = root;
        directories.put(root, defaultMeta());
    }

    /// What follows is of the next layer, whose entries replace those of the layers before it, and hide some.
    void enterLayer() {
        made.clear();
    }

    /// Takes away what earlier layers have at `entry`.
    void whiteout(EntryPath entry) throws IOException {
        Path parent = root;
        for (int i = 0; i < entry.steps().size() - 1; i++) {
            parent = parent.resolve(name(entry.steps().get(i)));
            if (!Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            enter(entry, parent);
        }
        hide(parent.resolve(name(entry.steps().getLast())));
    }

    /// Takes away what earlier layers have in the directory `entry`.
    void makeOpaque(EntryPath entry) throws IOException {
        Path path = path(entry);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            hideBelow(path);
        } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("entry " + entry + " hides what is in it, and is no directory");
        }
    }

    private void hide(Path path) throws IOException {
        if (!made.contains(path)) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                remove(path);
            }
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            hideBelow(path);
        }
    }

    private void hideBelow(Path directory) throws IOException {
        List<Path> children;
        try (Stream<Path> listed = Files.list(directory)) {
            children = listed.toList();
        }
        for (Path child : children) {
            hide(child);
        }
    }

    private void remove(Path path) throws IOException {
        TreeRemoval.remove(path);
        // Names that begin alike stand together, though not only what is below the path.
        Iterator<Path> after = directories.tailMap(path, true).keySet().iterator();
        while (after.hasNext()) {
            Path next = after.next();
            if (!next.toString().startsWith(path.toString())) {
                break;
            }
            if (next.startsWith(path)) {
                after.remove();
            }
        }
    }

    private void remember(Path path) {
        for (Path on = path; !on.equals(root) && made.add(on); on = Objects.requireNonNull(on.getParent())) {
            // Adding is all.
        }
    }

    void makeDirectory(EntryPath entry, InodeMeta meta) throws IOException {
        Path path = path(entry);
        if (!path.equals(root) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            clear(entry, path);
            PrivateDirectory.create(path);
        }
        directories.put(path, meta);
        remember(path);
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
        remember(path);
        return written;
    }

    /// @param text where the link points: any text, as it is read only inside a container
    void makeSymbolicLink(EntryPath entry, String text, InodeMeta meta) throws IOException {
        Path path = path(entry);
        clear(entry, path);
        Files.createSymbolicLink(path, name(text));
        meta.applyToLink(path);
        remember(path);
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
        remember(path);
    }

    /// Gives the directories their modes, owners and times, the innermost first.
    void finish() throws IOException {
        for (Map.Entry<Path, InodeMeta> directory : directories.descendingMap().entrySet()) {
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
        boolean earlier = !made.contains(path);
        if (earlier && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            remove(path);
            return;
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
