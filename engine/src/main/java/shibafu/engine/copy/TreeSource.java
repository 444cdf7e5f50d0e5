package shibafu.engine.copy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.copy.Entry.Kind;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.image.KeptAttributes;
import shibafu.engine.kernel.HeldPath;
import shibafu.engine.kernel.SystemCallException;

/// Reads a tree that somebody may change meanwhile. Each file is opened once, without reading it, and is then what it
/// was: a link never leads anywhere, and no device is opened.
///
/// What is removed meanwhile is left out.
public final class TreeSource {
    private static final int DEEPEST = 400; // as many descriptors
    private static final int NO_ENTRY = 2; // ENOENT

    private final IdMaps ids;
    private final Sink sink;
    private final Map<Object, String> linked = new HashMap<>();

    /// @param ids of the container that the tree belongs to
    public TreeSource(IdMaps ids, Sink sink) {
        this.ids = ids;
        this.sink = sink;
    }

    /// Copies what is in a directory, not the directory itself.
    ///
    /// @param as what is written before each name; empty or without a slash at its end
    public void content(HeldPath directory, String as) throws IOException {
        content(directory, as, 0);
    }

    /// Copies one entry of a directory, with all that is in it.
    ///
    /// @param as its name in the copy
    public void entry(HeldPath directory, String name, String as) throws IOException {
        try (HeldPath held = directory.entry(name)) {
            add(directory, name, held, as, 0);
        }
    }

    /// Copies a file or directory that no name is known of any more.
    public void held(HeldPath file, String as) throws IOException {
        UnixAttributes found = UnixAttributes.read(file.path());
        Kind kind = kind(found);
        if (kind == Kind.DIRECTORY) {
            sink.put(made(as, kind, found, "", KeptAttributes.of(file)), InputStream.nullInputStream());
            content(file, as, 0);
        } else {
            file(file, made(as, kind, found, "", kind == Kind.FILE ? KeptAttributes.of(file) : Map.of()));
        }
    }

    private void content(HeldPath directory, String as, int depth) throws IOException {
        if (depth == DEEPEST) {
            throw new IOException("directories are nested more than " + DEEPEST + " deep");
        }
        for (String name : names(directory)) {
            try (HeldPath held = directory.entry(name)) {
                add(directory, name, held, as.isEmpty() ? name : as + "/" + name, depth);
            } catch (SystemCallException e) {
                if (e.errno() != NO_ENTRY) {
                    throw e;
                }
            }
        }
    }

    private static List<String> names(HeldPath directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        names.sort(null);
        return names;
    }

    private void add(HeldPath directory, String name, HeldPath held, String as, int depth) throws IOException {
        UnixAttributes found = UnixAttributes.read(held.path());
        Kind kind = kind(found);
        switch (kind) {
            case DIRECTORY -> {
                sink.put(made(as, kind, found, "", KeptAttributes.of(held)), InputStream.nullInputStream());
                content(held, as, depth + 1);
            }
            case SYMBOLIC_LINK -> {
                try {
                    String target =
                            Files.readSymbolicLink(directory.pathOf(name)).toString();
                    sink.put(made(as, kind, found, target, Map.of()), InputStream.nullInputStream());
                } catch (NoSuchFileException | NotLinkException e) {
                    // It was removed meanwhile, or is another file now.
                }
            }
            case FILE -> {
                String first = found.links() > 1 ? linked.putIfAbsent(found.key(), as) : null;
                if (first == null) {
                    file(held, made(as, kind, found, "", KeptAttributes.of(held)));
                } else {
                    sink.put(made(as, Kind.HARD_LINK, found, first, Map.of()), InputStream.nullInputStream());
                }
            }
            case HARD_LINK, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, SOCKET ->
                sink.put(made(as, kind, found, "", Map.of()), InputStream.nullInputStream());
        }
    }

    private void file(HeldPath held, Entry entry) throws IOException {
        if (entry.kind() != Kind.FILE) {
            throw new IOException("it is a device, FIFO or socket");
        }
        try (InputStream content = Files.newInputStream(held.path())) {
            sink.put(entry, content);
        }
    }

    private Entry made(String as, Kind kind, UnixAttributes found, String target, Map<String, byte[]> attributes) {
        return new Entry(
                as,
                kind,
                found.mode(),
                IdMaps.inside(ids.uids(), found.uid()),
                IdMaps.inside(ids.gids(), found.gid()),
                found.modified(),
                kind == Kind.FILE ? found.size() : 0,
                target,
                found.device(),
                attributes);
    }

    /// What an inode is.
    static Kind kind(UnixAttributes found) throws IOException {
        return switch (found.type()) {
            case 0040000 -> Kind.DIRECTORY;
            case 0100000 -> Kind.FILE;
            case 0120000 -> Kind.SYMBOLIC_LINK;
            case 0020000 -> Kind.CHARACTER_DEVICE;
            case 0060000 -> Kind.BLOCK_DEVICE;
            case 0010000 -> Kind.FIFO;
            case 0140000 -> Kind.SOCKET;
            default -> throw new IOException("a file of unknown type " + Integer.toOctalString(found.type()));
        };
    }
}
