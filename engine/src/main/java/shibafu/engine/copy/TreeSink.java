package shibafu.engine.copy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shibafu.engine.copy.Entry.Kind;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.SparseFile;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.image.KeptAttributes;
import shibafu.engine.kernel.Fifo;
import shibafu.engine.kernel.HeldPath;
import shibafu.engine.kernel.SystemCallException;

/// Writes into a directory that somebody may change meanwhile. No link in it is followed, whoever made it; what is
/// written or changed is always the file that was opened, and is known to be none but a file or directory.
///
/// Left out: device nodes and sockets.
public final class TreeSink implements Sink {
    private static final int NO_ENTRY = 2; // ENOENT

    private final HeldPath top;
    private final IdMaps ids;
    private final List<Made> made = new ArrayList<>();

    /// A directory whose time is set when nothing more is put into it.
    private record Made(String name, FileTime modified) {}

    /// @param top left open
    /// @param ids of the container that it belongs to
    public TreeSink(HeldPath top, IdMaps ids) {
        this.top = top;
        this.ids = ids;
    }

    @Override
    public void put(Entry entry, InputStream content) throws IOException {
        int slash = entry.name().lastIndexOf('/');
        String name = entry.name().substring(slash + 1);
        if (name.isEmpty()) {
            return;
        }
        try (HeldPath directory = directory(entry.name().substring(0, Math.max(0, slash)))) {
            switch (entry.kind()) {
                case DIRECTORY -> makeDirectory(directory, name, entry);
                case FILE -> writeFile(directory, name, entry, content);
                case SYMBOLIC_LINK -> {
                    makeRoom(directory, name);
                    Path link = Files.createSymbolicLink(directory.pathOf(name), Path.of(entry.target()));
                    Files.setAttribute(link, "unix:uid", uid(entry), LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(link, "unix:gid", gid(entry), LinkOption.NOFOLLOW_LINKS);
                }
                case HARD_LINK -> link(directory, name, entry.target());
                case FIFO -> makeFifo(directory, name, entry);
                case CHARACTER_DEVICE, BLOCK_DEVICE, SOCKET -> {
                    // Left out.
                }
            }
        } catch (IOException e) {
            throw new IOException("write /" + entry.name() + ": " + IoReason.of(e), e);
        }
    }

    @Override
    public void finish() throws IOException {
        for (Made directory : made.reversed()) {
            try (HeldPath held = directory(directory.name())) {
                Files.setLastModifiedTime(held.path(), directory.modified());
            }
        }
    }

    /// A directory below the top; those on the way are made where they are missing.
    private HeldPath directory(String path) throws IOException {
        HeldPath held = top.again();
        try {
            for (String name : path.isEmpty() ? new String[0] : path.split("/")) {
                HeldPath next = directory(held, name);
                held.close();
                held = next;
            }
            return held;
        } catch (IOException e) {
            held.close();
            throw e;
        }
    }

    private static HeldPath directory(HeldPath parent, String name) throws IOException {
        Optional<HeldPath> there = find(parent, name);
        HeldPath held;
        if (there.isPresent()) {
            held = there.get();
        } else {
            Files.createDirectory(
                    parent.pathOf(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            held = parent.entry(name);
        }
        return checked(held, Kind.DIRECTORY, name);
    }

    private void makeDirectory(HeldPath parent, String name, Entry entry) throws IOException {
        Optional<HeldPath> there = find(parent, name);
        if (there.isPresent()) {
            checked(there.get(), Kind.DIRECTORY, name).close();
            return;
        }
        try (HeldPath held = directory(parent, name)) {
            look(held, entry);
        }
        made.add(new Made(entry.name(), entry.modified()));
    }

    private void writeFile(HeldPath parent, String name, Entry entry, InputStream content) throws IOException {
        Optional<HeldPath> mounted = makeRoom(parent, name);
        if (mounted.isEmpty()) {
            Files.createFile(
                    parent.pathOf(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (HeldPath held = checked(mounted.isPresent() ? mounted.get() : parent.entry(name), Kind.FILE, name)) {
            try (SeekableByteChannel out =
                    Files.newByteChannel(held.path(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                SparseFile.write(out, content, Long.MAX_VALUE);
            }
            if (mounted.isEmpty()) {
                look(held, entry);
                Files.setLastModifiedTime(held.path(), entry.modified());
            }
        }
    }

    private void makeFifo(HeldPath parent, String name, Entry entry) throws IOException {
        if (makeRoom(parent, name).isPresent()) {
            throw new IOException("a file is mounted there");
        }
        Fifo.make(parent.pathOf(name));
        try (HeldPath held = checked(parent.entry(name), Kind.FIFO, name)) {
            look(held, entry);
            Fifo.setModified(held.path(), entry.modified());
        }
    }

    private void link(HeldPath parent, String name, String target) throws IOException {
        int slash = target.lastIndexOf('/');
        makeRoom(parent, name);
        try (HeldPath from = directory(target.substring(0, Math.max(0, slash)))) {
            Files.createLink(parent.pathOf(name), from.pathOf(target.substring(slash + 1)));
        }
    }

    /// Removes what has this name, unless that is a directory.
    ///
    /// @return a file that is mounted there, and so stays
    private static Optional<HeldPath> makeRoom(HeldPath parent, String name) throws IOException {
        Optional<HeldPath> there = find(parent, name);
        if (there.isEmpty()) {
            return there;
        }
        HeldPath held = there.get();
        boolean directory = kind(held) == Kind.DIRECTORY;
        // To remove it would end the mount in the container (unlink(2) spares those of one's own namespace only).
        boolean mounted = !held.mountId().equals(parent.mountId());
        if (mounted && kind(held) == Kind.FILE) {
            return there;
        }
        held.close();
        if (directory || mounted) {
            throw new IOException(directory ? "cannot overwrite a directory with a file" : "it is mounted there");
        }
        Files.deleteIfExists(parent.pathOf(name));
        return Optional.empty();
    }

    private static Optional<HeldPath> find(HeldPath parent, String name) throws IOException {
        try {
            return Optional.of(parent.entry(name));
        } catch (SystemCallException e) {
            if (e.errno() == NO_ENTRY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Kind kind(HeldPath held) throws IOException {
        return TreeSource.kind(UnixAttributes.read(held.path()));
    }

    private static HeldPath checked(HeldPath held, Kind wanted, String name) throws IOException {
        Kind kind = kind(held);
        if (kind != wanted) {
            held.close();
            throw new IOException(
                    name + " is there already, and is no " + wanted.name().toLowerCase(Locale.ROOT));
        }
        return held;
    }

    private void look(HeldPath held, Entry entry) throws IOException {
        Files.setAttribute(held.path(), "unix:uid", uid(entry));
        Files.setAttribute(held.path(), "unix:gid", gid(entry));
        // After the owners: giving a file away clears its setuid bit.
        Files.setAttribute(held.path(), "unix:mode", entry.mode());
        KeptAttributes.put(held, entry.attributes());
    }

    private int uid(Entry entry) throws IOException {
        return IdMaps.outside(ids.uids(), entry.uid());
    }

    private int gid(Entry entry) throws IOException {
        return IdMaps.outside(ids.gids(), entry.gid());
    }
}
