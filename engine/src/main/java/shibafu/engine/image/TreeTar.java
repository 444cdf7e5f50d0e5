package shibafu.engine.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import shibafu.engine.disk.UnixAttributes;

/// Writes a tree in overlayfs' form as a layer's tar (image-spec, layer.md): the same tree gives the same bytes.
///
/// Left out: sockets and device nodes.
final class TreeTar {
    private final List<String> opaque;
    private final TarArchiveOutputStream tar;
    private final Map<Object, String> linked = new HashMap<>();

    private TreeTar(List<String> opaque, OutputStream out) {
        this.opaque = opaque;
        this.tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /// Writes all of `tree`; `out` is left open.
    ///
    /// @param opaque directories that hide what is below them, as paths from the root
    @SuppressWarnings("resource") // closing it would close the caller's stream
    static void write(Path tree, List<String> opaque, OutputStream out) throws IOException {
        TreeTar made = new TreeTar(opaque, out);
        made.directory(tree, "");
        made.tar.finish();
    }

    private void directory(Path directory, String name) throws IOException {
        put(directory, name.isEmpty() ? "./" : name + "/", TarConstants.LF_DIR, "");
        if (opaque.contains(name)) {
            mark(name.isEmpty() ? ".wh..wh..opq" : name + "/.wh..wh..opq");
        }
        for (String entry : ImageFiles.namesIn(directory)) {
            add(directory.resolve(entry), name.isEmpty() ? entry : name + "/" + entry, entry);
        }
    }

    private void add(Path path, String name, String entry) throws IOException {
        UnixAttributes found = UnixAttributes.read(path, LinkOption.NOFOLLOW_LINKS);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            directory(path, name);
        } else if (found.isWhiteout()) {
            mark(name.substring(0, name.length() - entry.length()) + Whiteout.PREFIX + entry);
        } else if (Files.isSymbolicLink(path)) {
            put(
                    path,
                    name,
                    TarConstants.LF_SYMLINK,
                    Files.readSymbolicLink(path).toString());
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            String first = found.links() > 1 ? linked.putIfAbsent(found.key(), name) : null;
            if (first == null) {
                put(path, name, TarConstants.LF_NORMAL, "");
            } else {
                put(path, name, TarConstants.LF_LINK, first);
            }
        } else if (found.isFifo()) {
            put(path, name, TarConstants.LF_FIFO, "");
        }
    }

    private void put(Path path, String name, byte kind, String target) throws IOException {
        UnixAttributes found = UnixAttributes.read(path, LinkOption.NOFOLLOW_LINKS);
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setMode(found.mode());
        entry.setIds(0, 0);
        entry.setUserId(Integer.toUnsignedLong(found.uid()));
        entry.setGroupId(Integer.toUnsignedLong(found.gid()));
        entry.setLastModifiedTime(FileTime.from(found.modified().toInstant().truncatedTo(ChronoUnit.SECONDS)));
        if (!target.isEmpty()) {
            entry.setLinkName(target);
        }
        if (kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_DIR) {
            PaxAttributes.put(tar, entry, KeptAttributes.of(path));
        }
        if (kind != TarConstants.LF_NORMAL) {
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            return;
        }
        entry.setSize(found.size());
        tar.putArchiveEntry(entry);
        Files.copy(path, tar);
        tar.closeArchiveEntry();
    }

    private void mark(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setMode(0);
        entry.setIds(0, 0);
        entry.setModTime(0);
        entry.setSize(0);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }
}
