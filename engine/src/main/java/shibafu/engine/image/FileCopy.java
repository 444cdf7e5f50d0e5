package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.UnixAttributes;

/// Copies what is no directory: files with their holes and extended attributes, symbolic links and FIFOs. Two
/// names of one file stay that.
///
/// Left out: device nodes and sockets.
final class FileCopy {
    private static final long LARGEST = Long.MAX_VALUE; // it is on a disk already

    private final Map<Object, Path> linked = new HashMap<>();

    /// @param found what stands at `from`
    /// @param to where nothing stands
    /// @return how many bytes of content were written
    long copy(Path from, Path to, UnixAttributes found) throws IOException {
        boolean file = Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS);
        boolean link = Files.isSymbolicLink(from);
        if (!file && !link && !found.isFifo()) {
            return 0;
        }
        Path first = found.links() > 1 ? linked.putIfAbsent(found.key(), to) : null;
        if (first != null) {
            Files.createLink(to, first);
            return 0;
        }
        if (link) {
            Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            InodeMeta.of(found).applyToLink(to);
            return 0;
        }
        if (!file) {
            NewFifo.make(to, InodeMeta.of(found));
            return 0;
        }
        long bytes = content(from, to);
        InodeMeta.of(found).applyTo(to);
        KeptAttributes.copy(from, to);
        return bytes;
    }

    private static long content(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS)) {
            return NewFile.write(to, in, LARGEST);
        }
    }

    /// What is copied from here on is another tree.
    void forgetLinks() {
        linked.clear();
    }
}
