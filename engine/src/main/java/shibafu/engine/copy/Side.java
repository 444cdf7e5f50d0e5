package shibafu.engine.copy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.copy.Entry.Kind;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.kernel.HeldPath;
import shibafu.engine.kernel.SystemCallException;

/// One of the two ends of a copy.
///
/// @param root what is `/` there, and what no path leads out of
/// @param path as it was written, from that root; `/.` at its end means what is in the directory, `/` that it is one
/// @param ids how its files' owners are counted
public record Side(HeldPath root, String path, IdMaps ids) {
    private static final int NO_ENTRY = 2; // ENOENT

    /// Where a copy goes.
    ///
    /// @param as by which name in the directory; empty for what is in the source to be in the directory
    record Target(HeldPath directory, String as) {}

    boolean isContent() {
        return path.endsWith("/.") || path.equals(".");
    }

    private boolean isDirectoryMeant() {
        return isContent() || path.endsWith("/");
    }

    private Path clean() {
        return Path.of("/" + path).normalize();
    }

    /// Its last name; empty for the root.
    String name() {
        Path name = clean().getFileName();
        return name == null ? "" : name.toString();
    }

    private HeldPath parent() throws IOException {
        Path parent = clean().getParent();
        return checked(root.inRoot(parent == null ? "/" : parent.toString(), true));
    }

    private boolean follows(boolean links) {
        return links || isDirectoryMeant() || name().isEmpty();
    }

    /// What is to be copied.
    ///
    /// @param links whether its last name may be a link to it
    HeldPath open(boolean links) throws IOException {
        HeldPath held = root.inRoot(clean().toString(), follows(links));
        return isDirectoryMeant() ? checked(held) : held;
    }

    /// Copies it.
    ///
    /// @param held what [#open] gave
    void send(HeldPath held, boolean links, String as, Sink sink) throws IOException {
        TreeSource source = new TreeSource(ids, sink);
        if (follows(links)) {
            source.held(held, as);
            return;
        }
        try (HeldPath parent = parent()) {
            source.entry(parent, name(), as);
        }
    }

    /// The directory that this is, to be written into.
    HeldPath directory() throws IOException {
        return checked(root.inRoot(clean().toString(), true));
    }

    /// Where a copy of `from` goes: into the directory that is here, or to this name, which need not be there.
    Target target(Side from, boolean directory) throws IOException {
        Optional<HeldPath> there = find();
        if (there.isPresent() && isDirectory(there.get())) {
            return new Target(there.get(), from.isContent() ? "" : from.name());
        }
        there.ifPresent(HeldPath::close);
        if (there.isPresent() && (directory || isDirectoryMeant())) {
            throw new IOException(path + " is there already, and is no directory");
        }
        if (isDirectoryMeant() && !directory) {
            throw new IOException("the directory " + path + " must be there already");
        }
        return new Target(parent(), name());
    }

    private Optional<HeldPath> find() throws IOException {
        try {
            return Optional.of(root.inRoot(clean().toString(), true));
        } catch (SystemCallException e) {
            if (e.errno() == NO_ENTRY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static boolean isDirectory(HeldPath held) throws IOException {
        return TreeSource.kind(UnixAttributes.read(held.path())) == Kind.DIRECTORY;
    }

    private HeldPath checked(HeldPath held) throws IOException {
        if (!isDirectory(held)) {
            held.close();
            throw new IOException(path + ": not a directory");
        }
        return held;
    }
}
