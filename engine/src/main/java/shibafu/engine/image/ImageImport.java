package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.TreeCopy;
import shibafu.engine.disk.TreeRemoval;

/// Turns what the user has into a tree of our own.
///
/// @param notices told what was left out
record ImageImport(UnpackLimits limits, Consumer<String> notices) {
    /// Copies or unpacks `source` to `directory`, which is made.
    StoredImage read(ImageName name, Path source, Path directory) throws IOException {
        if (LayoutReader.isOciLayout(source)) {
            return merge(name, source, ArchiveKind.Kind.OCI, source.toString(), Optional.empty(), directory);
        }
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
        if (unpacked.kind() != ArchiveKind.Kind.TREE) {
            // Beside it: what is left in the workplace goes with it.
            Path layout = directory.resolveSibling("layout");
            Files.move(rootfs, layout, StandardCopyOption.ATOMIC_MOVE);
            TreeRemoval.remove(directory);
            StoredImage merged = merge(name, layout, unpacked.kind(), source, stamp, directory);
            return new StoredImage(merged.image(), Optional.of(unpacked.digest()), stamp);
        }
        tell(name, unpacked);
        Image image = new Image(name.value(), rootfs, unpacked.bytes(), Instant.now(), source, ImageConfig.NONE);
        return new StoredImage(image, Optional.of(unpacked.digest()), stamp);
    }

    /// Makes one tree of an image's layers.
    private StoredImage merge(
            ImageName name, Path layout, ArchiveKind.Kind kind, String source, Optional<String> stamp, Path directory)
            throws IOException {
        LayeredImage layered = LayoutReader.read(layout, kind);
        PrivateDirectory.create(directory);
        Path rootfs = StoredImage.rootfs(directory);
        ArchiveUnpacker unpacker = new ArchiveUnpacker(rootfs, limits);
        for (LayeredImage.Layer layer : layered.layers()) {
            try (InputStream stream = Files.newInputStream(layer.file(), LinkOption.NOFOLLOW_LINKS)) {
                ContentDigest found = unpacker.addLayer(stream);
                if (!found.equals(layer.diffId())) {
                    throw new IOException("its digest is " + found.text());
                }
            } catch (IOException e) {
                throw new IOException("layer " + layer.diffId().text() + ": " + e.getMessage(), e);
            }
        }
        ArchiveUnpacker.Unpacked unpacked = unpacker.finishLayers(layered.digest());
        tell(name, unpacked);
        Image image = new Image(name.value(), rootfs, unpacked.bytes(), Instant.now(), source, layered.config());
        return new StoredImage(image, Optional.of(layered.digest()), stamp);
    }

    private void tell(ImageName name, ArchiveUnpacker.Unpacked unpacked) {
        unpacked.notices().forEach(notice -> notices.accept(name + ": " + notice));
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
        Image image =
                new Image(name.value(), rootfs, copied.bytes(), Instant.now(), source.toString(), ImageConfig.NONE);
        return new StoredImage(image, Optional.empty(), Optional.empty());
    }
}
