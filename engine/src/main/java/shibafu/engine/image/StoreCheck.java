package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks whether the images are what they were, and repairs what can be: images that have lost a layer go, as do layers
/// that are damaged, unless containers stand on them.
record StoreCheck(ImageFiles files, ImageKeeper keeper, Workplace place) {
    /// @return what was wrong, in a sentence each
    List<String> run() throws IOException {
        return files.aloneWithLayers(() -> {
            List<String> told = new ArrayList<>();
            Set<String> damaged = damaged(told);
            for (ImageName name : files.names()) {
                Optional<String> problem = problem(name, damaged);
                if (problem.isPresent()) {
                    told.add("image " + name + ": " + problem.get() + remove(name));
                }
            }
            for (String layer : damaged) {
                told.addAll(takeAway(layer));
            }
            keeper.sweep(place).forEach(layer -> told.add("layer " + layer + ": nothing needed it; removed"));
            return told;
        });
    }

    /// The names of layers that are not what they were, or lie on such.
    private Set<String> damaged(List<String> told) throws IOException {
        LayerStore store = files.layers();
        List<Layer> whole = new ArrayList<>();
        Set<String> damaged = new HashSet<>();
        for (String name : store.names()) {
            Path directory = store.root().resolve(name);
            Optional<Layer> layer = readUnlessBroken(directory);
            if (layer.isPresent() && Layer.nameOf(layer.get().chain()).equals(name) && LayerTar.isWhole(layer.get())) {
                whole.add(layer.get());
            } else {
                told.add("layer " + layer.map(read -> read.diffId().text()).orElse(name) + ": it is damaged");
                damaged.add(name);
            }
        }
        for (Layer layer : whole) {
            boolean stands = layer.below().stream()
                    .allMatch(below ->
                            !damaged.contains(below) && Layer.isAt(store.root().resolve(below)));
            if (!stands) {
                damaged.add(Layer.nameOf(layer.chain()));
            }
        }
        return damaged;
    }

    private Optional<String> problem(ImageName name, Set<String> damaged) {
        try {
            Optional<StoredImage> stored = files.read(name);
            if (stored.isEmpty()) {
                return Optional.of("it has no record");
            }
            if (stored.get().chain().isEmpty()) {
                return Files.isDirectory(stored.get().image().rootfs(), LinkOption.NOFOLLOW_LINKS)
                        ? Optional.empty()
                        : Optional.of("it has no tree");
            }
            String layer = Layer.nameOf(stored.get().chain().get());
            if (damaged.contains(layer) || !Layer.isAt(files.layers().root().resolve(layer))) {
                return Optional.of("a layer of it is damaged or missing");
            }
            ContentDigest config = ContentDigest.of(files.home(name).resolve(StoredImage.CONFIG));
            return config.text().equals(stored.get().image().id())
                    ? Optional.empty()
                    : Optional.of("its configuration was changed");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private String remove(ImageName name) throws IOException {
        try {
            return files.alone(name, () -> {
                keeper.requireUnused("remove", name);
                Files.move(
                        files.home(name), place.resolve("damaged-" + name.fileName()), StandardCopyOption.ATOMIC_MOVE);
                return "; removed: import or pull it again";
            });
        } catch (ImageException e) {
            return "; kept: " + e.getMessage();
        }
    }

    private List<String> takeAway(String layer) throws IOException {
        Path directory = files.layers().root().resolve(layer);
        List<String> containers = keeper.usersOf(directory.resolve(Layer.TREE));
        if (containers.isEmpty()) {
            Files.move(directory, place.resolve("damaged-" + layer), StandardCopyOption.ATOMIC_MOVE);
            return List.of();
        }
        return List.of("layer " + layer + ": kept, as containers stand on it: " + String.join(", ", containers));
    }

    private static Optional<Layer> readUnlessBroken(Path directory) {
        try {
            return Layer.isAt(directory) ? Optional.of(Layer.read(directory)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
