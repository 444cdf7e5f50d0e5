package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.kernel.WhiteoutNode;
import shibafu.engine.kernel.Xattr;

/// Copies a container's writable layer as it is: whiteouts and opaque directories as overlayfs has them.
///
/// Left out: device nodes, FIFOs and sockets, and what the engine made for something to be mounted on.
final class UpperCopy {
    private static final long LARGEST = Long.MAX_VALUE; // the container could write it, so it can be kept

    private final ImageTree below;
    private final List<String> mountPoints;
    private final List<String> opaque = new ArrayList<>();
    private final Map<Object, Path> linked = new HashMap<>();
    private long bytes;

    private UpperCopy(ImageTree below, List<String> mountPoints) {
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
    static Result copy(Path upper, Path target, ImageTree below, List<String> mountPoints) throws IOException {
        UpperCopy copy = new UpperCopy(below, mountPoints);
        copy.directory(upper, target, "");
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
            add(from.resolve(entry), to.resolve(entry), name.isEmpty() ? entry : name + "/" + entry);
        }
        InodeMeta.of(from).applyTo(to);
        if (OpaqueMark.isIn(attributes)) {
            opaque.add(name);
            OpaqueMark.set(to);
        }
    }

    private void add(Path from, Path to, String name) throws IOException {
        UnixAttributes found = UnixAttributes.read(from, LinkOption.NOFOLLOW_LINKS);
        if (found.isWhiteout()) {
            // One that hides nothing is left by a file that came and went.
            if (below.find(name).isPresent()) {
                WhiteoutNode.make(to);
            }
        } else if (isMountPoint(from, name)) {
            return;
        } else if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            directory(from, to, name);
        } else if (Files.isSymbolicLink(from)) {
            Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            InodeMeta.of(found).applyToLink(to);
        } else if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            file(from, to, found);
        }
    }

    private void file(Path from, Path to, UnixAttributes found) throws IOException {
        Path first = found.links() > 1 ? linked.putIfAbsent(found.key(), to) : null;
        if (first != null) {
            Files.createLink(to, first);
            return;
        }
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS)) {
            bytes += NewFile.write(to, in, LARGEST);
        }
        InodeMeta.of(found).applyTo(to);
        for (Map.Entry<String, byte[]> attribute : Xattr.of(from).entrySet()) {
            if (PaxAttributes.isKept(attribute.getKey())) {
                Xattr.setIfPossible(to, attribute.getKey(), attribute.getValue());
            }
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
