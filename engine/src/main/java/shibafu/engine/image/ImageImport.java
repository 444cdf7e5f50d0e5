package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.disk.PrivateDirectory;

/// Turns what the user has into layers of our own.
///
/// @param notices told what was left out
record ImageImport(LayerStore layers, UnpackLimits limits, Consumer<String> notices, ReadProgress progress) {
    private static final String UNPACKED = "layout";

    /// The same, telling how far it is.
    ImageImport telling(ReadProgress newProgress) {
        return new ImageImport(layers, limits, notices, newProgress);
    }

    /// Where an image comes from.
    ///
    /// @param text what to call it
    /// @param stamp of its file, if it is one
    private record Origin(ImageName name, String text, Optional<String> stamp) {}

    /// Copies or unpacks `source` within `workplace`.
    BuiltImage read(ImageName name, Path source, Path workplace) throws IOException {
        if (LayoutReader.isOciLayout(source)) {
            Origin origin = new Origin(name, source.toString(), Optional.empty());
            return layered(origin, LayoutReader.read(source, ArchiveKind.Kind.OCI), Optional.empty(), workplace);
        }
        if (Files.isDirectory(source)) {
            return copy(name, source, workplace);
        }
        if (!Files.isRegularFile(source) && Files.exists(source)) {
            throw new IOException("it is neither a directory nor an archive");
        }
        String stamp = StoredImage.stampOf(source);
        try (InputStream stream = WatchedStream.open(source, name.value(), progress)) {
            return unpack(new Origin(name, source.toString(), Optional.of(stamp)), stream, workplace);
        }
    }

    /// Unpacks `stream` within `workplace`.
    ///
    /// @param source what to call it
    BuiltImage unpack(ImageName name, InputStream stream, String source, Path workplace) throws IOException {
        return unpack(new Origin(name, source, Optional.empty()), stream, workplace);
    }

    private BuiltImage unpack(Origin origin, InputStream stream, Path workplace) throws IOException {
        LayerBuild build = new LayerBuild(layers, workplace, limits, progress);
        Path directory = build.next();
        Path tree = directory.resolve(Layer.TREE);
        SkippedEntries skipped = new SkippedEntries();
        ArchiveUnpacker.Unpacked unpacked = new ArchiveUnpacker(
                        tree, directory.resolve(Layer.SPLIT), limits, new ImageTree(List.of()), skipped)
                .unpack(stream);
        if (unpacked.kind() != ArchiveKind.Kind.TREE) {
            // Beside it: what is left in the workplace goes with it.
            Path layout = workplace.resolve(UNPACKED);
            Files.move(tree, layout, StandardCopyOption.ATOMIC_MOVE);
            Files.move(directory, workplace.resolve("unpacked"), StandardCopyOption.ATOMIC_MOVE);
            LayeredImage image = LayoutReader.read(layout, unpacked.kind());
            return layered(origin, image, Optional.of(unpacked.digest()), workplace);
        }
        tell(origin.name(), skipped.notices());
        build.finish(directory, unpacked.diffId(), List.of(), unpacked.bytes());
        return alone(origin, build, Optional.of(unpacked.digest()));
    }

    private BuiltImage layered(Origin origin, LayeredImage image, Optional<ContentDigest> archive, Path workplace)
            throws IOException {
        LayerBuild build = new LayerBuild(layers, workplace, limits, progress);
        for (LayeredImage.Layer layer : image.layers()) {
            build.add(layer);
        }
        if (image.layers().isEmpty()) {
            throw new IOException("it has no layers");
        }
        tell(origin.name(), build.notices());
        return built(origin, build, archive.or(() -> Optional.of(image.digest())), image.config(), image.raw());
    }

    private BuiltImage copy(ImageName name, Path source, Path workplace) throws IOException {
        LayerBuild build = new LayerBuild(layers, workplace, limits, progress);
        Path directory = build.next();
        TreeCopy.Result copied = TreeCopy.copy(source, directory.resolve(Layer.TREE));
        if (!copied.skipped().isEmpty()) {
            notices.accept("%s: left out %d special files (device nodes, FIFOs, sockets), such as %s"
                    .formatted(
                            name,
                            copied.skipped().size(),
                            Quoted.of(copied.skipped().getFirst())));
        }
        build.finish(directory, LayerTar.diffId(directory.resolve(Layer.TREE), List.of()), List.of(), copied.bytes());
        return alone(new Origin(name, source.toString(), Optional.empty()), build, Optional.empty());
    }

    /// All images of an archive, or of an unpacked one, by the names they have there.
    List<BuiltImage> all(InputStream stream, String source, Path workplace) throws IOException {
        Path layout = workplace.resolve(UNPACKED);
        ArchiveUnpacker.Unpacked unpacked =
                new ArchiveUnpacker(layout, workplace.resolve(Layer.SPLIT), limits).unpack(stream);
        if (unpacked.kind() == ArchiveKind.Kind.TREE) {
            throw new IOException("it holds no image but a file system: use image import");
        }
        return all(layout, unpacked.kind(), source, workplace);
    }

    /// @param layout with the images
    List<BuiltImage> all(Path layout, ArchiveKind.Kind kind, String source, Path workplace) throws IOException {
        List<BuiltImage> images = new ArrayList<>();
        for (LayoutReader.Named found : LayoutReader.all(layout, kind)) {
            Path inner = workplace.resolve("image" + images.size());
            PrivateDirectory.create(inner);
            List<ImageName> names = found.names();
            Origin origin = new Origin(names.getFirst(), source, Optional.empty());
            BuiltImage image = layered(origin, found.image(), Optional.empty(), inner);
            names.forEach(name -> images.add(image.named(name)));
        }
        return images;
    }

    /// An image of the store with its layers; one that has none gets one, within `workplace`.
    BuiltImage open(StoredImage stored, Path home, Path workplace) throws IOException {
        if (stored.chain().isPresent()) {
            List<Layer> chain = LayerStore.chain(layers.directory(stored.chain().get()));
            return new BuiltImage(stored, chain.reversed(), Files.readAllBytes(home.resolve(StoredImage.CONFIG)));
        }
        LayerBuild build = new LayerBuild(layers, workplace, limits, progress);
        Path directory = build.next();
        Path tree = directory.resolve(Layer.TREE);
        TreeCopy.Result copied = TreeCopy.copy(stored.image().rootfs(), tree);
        build.finish(directory, LayerTar.diffId(tree, List.of()), List.of(), copied.bytes());
        ImageConfig config = stored.image().config();
        byte[] raw =
                NewConfig.of(config, build.layers(), "import " + stored.image().source());
        Origin origin =
                new Origin(new ImageName(stored.image().name()), stored.image().source(), stored.stamp());
        return built(origin, build, stored.digest(), config, raw);
    }

    /// Of one layer that comes with no configuration.
    private static BuiltImage alone(Origin origin, LayerBuild build, Optional<ContentDigest> digest)
            throws IOException {
        byte[] config = NewConfig.of(ImageConfig.NONE, build.layers(), "import " + origin.text());
        return built(origin, build, digest, ImageConfig.NONE, config);
    }

    private static BuiltImage built(
            Origin origin, LayerBuild build, Optional<ContentDigest> digest, ImageConfig config, byte[] raw) {
        List<Layer> layers = build.layers();
        Layer top = layers.getLast();
        Image image = new Image(
                origin.name().value(),
                ContentDigest.of(raw).text(),
                top.tree(),
                layers.stream().mapToLong(Layer::bytes).sum(),
                Instant.now(),
                origin.text(),
                config);
        return new BuiltImage(new StoredImage(image, digest, origin.stamp(), Optional.of(top.chain())), layers, raw);
    }

    private void tell(ImageName name, List<String> sentences) {
        sentences.forEach(notice -> notices.accept(name + ": " + notice));
    }
}
