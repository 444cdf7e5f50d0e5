package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.TreeCopy;

/// Turns what the user has into a tree of our own.
///
/// @param notices told what was left out
record ImageImport(UnpackLimits limits, Consumer<String> notices) {
    /// Copies or unpacks `source` to `directory`, which is made.
    StoredImage read(ImageName name, Path source, Path directory) throws IOException {
        if (Files.isDirectory(source)) {
            return copy(name, source, directory);
        }
        if (!Files.isRegularFile(source) && Files.exists(source)) {
            throw new IOException("it is neither a directory nor an archive");
        }
        String stamp = StoredImage.stampOf(source);
        try (InputStream stream = Files.newInputStream(source)) {
            return unpack(name, stream, source.toString(), Optional.of(stamp), directory);
        }
    }

    /// Unpacks `stream` to `directory`, which is made.
    ///
    /// @param source what to call it
    /// @param stamp of its file, if it is one
    StoredImage unpack(ImageName name, InputStream stream, String source, Optional<String> stamp, Path directory)
            throws IOException {
        PrivateDirectory.create(directory);
        Path rootfs = StoredImage.rootfs(directory);
        ArchiveUnpacker.Unpacked unpacked = new ArchiveUnpacker(rootfs, limits).unpack(stream);
        unpacked.notices().forEach(notice -> notices.accept(name + ": " + notice));
        Image image = new Image(name.value(), rootfs, unpacked.bytes(), Instant.now(), source);
        return new StoredImage(image, Optional.of(unpacked.digest()), stamp);
    }

    private StoredImage copy(ImageName name, Path source, Path directory) throws IOException {
        PrivateDirectory.create(directory);
        Path rootfs = StoredImage.rootfs(directory);
        TreeCopy.Result copied = TreeCopy.copy(source, rootfs);
        if (!copied.skipped().isEmpty()) {
            notices.accept("%s: left out %d special files (device nodes, FIFOs, sockets), such as %s"
                    .formatted(
                            name,
                            copied.skipped().size(),
                            Quoted.of(copied.skipped().getFirst())));
        }
        Image image = new Image(name.value(), rootfs, copied.bytes(), Instant.now(), source.toString());
        return new StoredImage(image, Optional.empty(), Optional.empty());
    }
}
