package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.kernel.WhiteoutNode;
import shibafu.engine.kernel.Xattr;

/// Copies a container's writable layer: whiteouts and opaque directories become such as overlayfs has.
///
/// Left out: device nodes and sockets, and what the engine made for something to be mounted on.
final class UpperCopy {
    private final UpperLayer upper;
    private final ImageTree below;
    private final List<String> mountPoints;
    private final List<String> opaque = new ArrayList<>();
    private final FileCopy files = new FileCopy();
    private long bytes;

    private UpperCopy(UpperLayer upper, ImageTree below, List<String> mountPoints) {
        this.upper = upper;
        this.below = below;
        this.mountPoints = mountPoints;
    }

    /// @param opaque directories that hide what is below them
    /// @param bytes in regular files
    record Result(List<String> opaque, long bytes) {
        Result {
            opaque = List.copyOf(opaque);
        }
    }

    /// @param target must not be there yet
    /// @param below what the layer lies on
    static Result copy(UpperLayer upper, Path target, ImageTree below, List<String> mountPoints) throws IOException {
        UpperCopy copy = new UpperCopy(upper, below, mountPoints);
        copy.directory(upper.tree(), target, "");
        return new Result(copy.opaque, copy.bytes);
    }

    private void directory(Path from, Path to, String name) throws IOException {
        PrivateDirectory.create(to);
        Map<String, byte[]> attributes = Xattr.of(from);
        for (String attribute : attributes.keySet()) {
            if (OpaqueMark.isOfOverlay(attribute) && attribute.endsWith(".redirect")) {
                throw new IOException("directory /" + name + " was renamed by reference (redirect_dir of overlayfs), "
                        + "which no image can hold");
            }
        }
        for (String entry : ImageFiles.namesIn(from)) {
            if (upper.isMark(entry)) {
                continue;
            }
            add(from.resolve(entry), to.resolve(entry), name.isEmpty() ? entry : name + "/" + entry);
        }
        InodeMeta.of(from).applyTo(to);
        KeptAttributes.copy(from, to);
        if (upper.isOpaque(from, attributes)) {
            opaque.add(name);
            OpaqueMark.set(to);
        }
    }

    private void add(Path from, Path to, String name) throws IOException {
        UnixAttributes found = UnixAttributes.read(from, LinkOption.NOFOLLOW_LINKS);
        Optional<String> hidden = upper.hidden(from.getFileName().toString(), found);
        if (hidden.isPresent()) {
            // One that hides nothing is left by a file that came and went.
            String whole = name.substring(0, name.lastIndexOf('/') + 1) + hidden.get();
            if (below.find(whole).isPresent()) {
                WhiteoutNode.make(to.resolveSibling(hidden.get()));
            }
        } else if (isMountPoint(from, name)) {
            return;
        } else if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            directory(from, to, name);
        } else {
            bytes += files.copy(from, to, found);
        }
    }

    private boolean isMountPoint(Path from, String name) throws IOException {
        if (!mountPoints.contains(name) || below.find(name).isPresent()) {
            return false;
        }
        return Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)
                ? ImageFiles.namesIn(from).isEmpty()
                : Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS) && Files.size(from) == 0;
    }
}
