package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes a layer of a container's changes.
record LayerCommit(LayerStore store, Path workplace, ImageName name, CommitRequest asked) {
    /// @param base the image that it stands on, if that still has a name; its layers stand anyhow
    BuiltImage run(Optional<BuiltImage> base) throws IOException {
        if (!Files.isDirectory(asked.changes())) {
            throw new IOException(
                    "the container's root is a copy, and no layer over its image: export it, and import that");
        }
        List<Layer> below = base.isPresent()
                ? base.get().layers().reversed()
                : LayerStore.chain(Optional.ofNullable(asked.base().getParent()).orElse(asked.base()));
        LayerBuild build = new LayerBuild(store, workplace, UnpackLimits.DEFAULT, ReadProgress.NONE).over(below);
        Path directory = build.next();
        Path tree = directory.resolve(Layer.TREE);
        UpperCopy.Result copied =
                UpperCopy.copy(UpperLayer.at(asked.changes()), tree, ImageTree.of(below), asked.mountPoints());
        build.finish(directory, LayerTar.diffId(tree, copied.opaque()), copied.opaque(), copied.bytes());
        byte[] old = base.isPresent()
                ? base.get().config()
                : NewConfig.of(ImageConfig.NONE, below.reversed(), "import of what has no name any more");
        byte[] config = NewConfig.over(old, asked, build.layers());
        return built(build.layers(), config);
    }

    private BuiltImage built(List<Layer> layers, byte[] config) {
        Layer top = layers.getLast();
        Image image = new Image(
                name.value(),
                ContentDigest.of(config).text(),
                top.tree(),
                layers.stream().mapToLong(Layer::bytes).sum(),
                Instant.now(),
                "commit",
                asked.config());
        StoredImage stored = new StoredImage(image, Optional.empty(), Optional.empty(), Optional.of(top.chain()));
        return new BuiltImage(stored, layers, config);
    }
}
