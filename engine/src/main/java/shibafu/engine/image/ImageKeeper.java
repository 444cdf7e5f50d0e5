package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.disk.PrivateDirectory;

/// Gives images their names and takes them away, and with the last who needs them their layers.
record ImageKeeper(ImageFiles files, ImageUsers users) {
    /// Gives what was built in `place` its name.
    ///
    /// @param replace whether another image of that name makes room
    Image keep(Workplace place, BuiltImage built, boolean replace) throws IOException {
        ImageName name = new ImageName(built.stored().image().name());
        Path made = place.resolve("image-" + name.fileName());
        PrivateDirectory.create(made);
        Files.write(made.resolve(StoredImage.CONFIG), built.config());
        built.stored().write(made);
        return files.aloneWithLayers(() -> {
            LayerStore store = files.layers();
            for (Layer layer : built.layers()) {
                if (!layer.directory().startsWith(store.root()) && Layer.isAt(layer.directory())) {
                    store.keep(layer);
                } else if (!store.has(layer.chain())) {
                    throw new IOException("its layer " + layer.diffId().text() + " was just removed; try again");
                }
            }
            boolean replaced = Files.exists(files.home(name), LinkOption.NOFOLLOW_LINKS);
            Image image = files.alone(name, () -> putInPlace(place, made, built.stored(), replace));
            if (replaced) {
                sweep(place);
            }
            return image;
        });
    }

    private Image putInPlace(Workplace place, Path built, StoredImage made, boolean replace) throws IOException {
        ImageName name = new ImageName(made.image().name());
        Path home = files.home(name);
        if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            Optional<StoredImage> old = readUnlessBroken(name);
            if (old.isPresent() && (!replace || isSame(old.get(), made))) {
                return old.get().image();
            }
            if (old.isEmpty() || old.get().chain().isEmpty()) {
                requireUnused("replace", name); // its tree goes with it
            }
            Files.move(home, place.resolve("replaced-" + name.fileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(built, home, StandardCopyOption.ATOMIC_MOVE);
        return files.read(name).orElseThrow().image();
    }

    private static boolean isSame(StoredImage old, StoredImage made) {
        boolean content = old.digest().isPresent() && old.digest().equals(made.digest());
        return content
                || (old.image().id().equals(made.image().id()) && old.chain().equals(made.chain()));
    }

    /// All names of an image.
    List<String> namesOf(StoredImage stored) throws IOException {
        List<String> names = new ArrayList<>();
        for (ImageName name : files.names()) {
            Optional<StoredImage> other = readUnlessBroken(name);
            boolean same = name.value().equals(stored.image().name())
                    || (!stored.image().id().isEmpty()
                            && other.map(one -> one.image().id())
                                    .filter(stored.image().id()::equals)
                                    .isPresent());
            if (same) {
                names.add(name.value());
            }
        }
        return names;
    }

    /// @param force whether it does not matter that containers use it: its layers stay for them
    void remove(Workplace place, ImageName name, boolean force) throws IOException {
        Path home = files.home(name);
        files.aloneWithLayers(() -> {
            files.alone(name, () -> {
                Optional<StoredImage> stored = readUnlessBroken(name);
                boolean inLayers = stored.isPresent() && stored.get().chain().isPresent();
                if (!inLayers || !(force || namesOf(stored.get()).size() > 1)) {
                    requireUnused("remove", name);
                }
                return Files.move(home, place.resolve("removed-" + name.fileName()), StandardCopyOption.ATOMIC_MOVE);
            });
            return sweep(place);
        });
    }

    /// @return names of images that are gone, and layers' digests
    List<String> prune(Workplace place, boolean all) throws IOException {
        List<String> gone = new ArrayList<>();
        if (all) {
            for (ImageName name : files.names()) {
                Optional<StoredImage> stored = readUnlessBroken(name);
                if (stored.isPresent() && users.of(stored.get().image()).isEmpty()) {
                    remove(place, name, false);
                    gone.add(name.value());
                }
            }
        }
        gone.addAll(files.aloneWithLayers(() -> sweep(place)));
        return gone;
    }

    /// Removes layers that no image and no container needs; to be called alone with the layers.
    ///
    /// @return their digests; none at all while an image cannot be read, as it may need any
    List<String> sweep(Workplace place) throws IOException {
        LayerStore store = files.layers();
        Set<String> needed = new HashSet<>();
        for (ImageName name : files.names()) {
            Optional<StoredImage> stored = readUnlessBroken(name);
            if (stored.isEmpty() && Files.exists(files.home(name), LinkOption.NOFOLLOW_LINKS)) {
                return List.of();
            }
            stored.flatMap(StoredImage::chain).ifPresent(chain -> need(store, Layer.nameOf(chain), needed));
        }
        List<String> others =
                store.names().stream().filter(layer -> !needed.contains(layer)).toList();
        Set<Path> elsewhere = others.isEmpty() ? Set.of() : users.otherTrees();
        for (String layer : others) {
            Path tree = store.root().resolve(layer).resolve(Layer.TREE);
            if (elsewhere.contains(tree) || !usersOf(tree).isEmpty()) {
                need(store, layer, needed);
            }
        }
        List<String> gone = new ArrayList<>();
        for (String layer : others) {
            if (!needed.contains(layer)) {
                Path directory = store.root().resolve(layer);
                gone.add(digest(directory));
                Files.move(directory, place.resolve("layer-" + layer), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return gone;
    }

    private static String digest(Path directory) {
        try {
            return Layer.read(directory).diffId().text();
        } catch (IOException e) {
            return String.valueOf(directory.getFileName());
        }
    }

    private static void need(LayerStore store, String layer, Set<String> needed) {
        needed.add(layer);
        try {
            needed.addAll(Layer.read(store.root().resolve(layer)).below());
        } catch (IOException e) {
            // It is damaged, and so is what needs it.
        }
    }

    private Optional<StoredImage> readUnlessBroken(ImageName name) {
        try {
            return files.read(name);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The containers that stand on a tree.
    List<String> usersOf(Path tree) {
        return users.of(asImage(tree));
    }

    /// @throws ImageException if containers use it
    void requireUnused(String verb, ImageName name) {
        Image image =
                readUnlessBroken(name).map(StoredImage::image).orElse(asImage(StoredImage.rootfs(files.home(name))));
        List<String> containers = users.of(image);
        if (!containers.isEmpty()) {
            throw new ImageException("%s image %s: used by %s %s"
                    .formatted(
                            verb,
                            name,
                            containers.size() == 1 ? "container" : "containers",
                            String.join(", ", containers)));
        }
    }

    private static Image asImage(Path tree) {
        return new Image("", "", tree, 0, Instant.EPOCH, "unknown", ImageConfig.NONE);
    }
}
