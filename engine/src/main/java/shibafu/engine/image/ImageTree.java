package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.disk.UnixAttributes;

/// The tree that an image's layers make together, without being mounted; or a directory that is the whole of it.
///
/// @param parts the topmost first
public record ImageTree(List<Part> parts) {
    /// @param opaque directories in it that hide what is below, as paths from its root
    record Part(Path tree, List<String> opaque) {
        Part {
            opaque = List.copyOf(opaque);
        }
    }

    public ImageTree {
        parts = List.copyOf(parts);
    }

    /// The tree that an image names: the topmost layer's, or the only directory.
    ///
    /// @throws IOException if a layer is missing or makes no sense
    public static ImageTree of(Path rootfs) throws IOException {
        Path directory = rootfs.getParent();
        boolean layer = directory != null
                && rootfs.endsWith(Layer.TREE)
                && directory.getParent() != null
                && directory.getParent().endsWith(LayerStore.DIRECTORY);
        if (!layer || directory == null) {
            return new ImageTree(List.of(new Part(rootfs, List.of())));
        }
        return of(LayerStore.chain(directory));
    }

    static ImageTree of(List<Layer> layers) {
        return new ImageTree(layers.stream()
                .map(layer -> new Part(layer.tree(), layer.opaque()))
                .toList());
    }

    /// The directories that overlayfs joins, the topmost first.
    public List<Path> layers() {
        return parts.stream().map(Part::tree).toList();
    }

    /// What stands at a path in the whole: a symbolic link stands for itself, and leads nowhere.
    ///
    /// @param path from the root, without a slash before it
    /// @return where it is; the topmost one of a directory; empty if nothing is there
    public Optional<Path> find(String path) throws IOException {
        return find(List.of(path.split("/")));
    }

    Optional<Path> find(List<String> steps) throws IOException {
        List<Path> found = new ArrayList<>(layers());
        List<Part> alive = new ArrayList<>(parts);
        String name = "";
        for (String step : steps) {
            if (!Files.isDirectory(found.getFirst(), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            name = name.isEmpty() ? step : name + "/" + step;
            List<Path> next = new ArrayList<>();
            List<Part> nextAlive = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                Path path = found.get(i).resolve(step);
                Seen seen = seen(path, alive.get(i), name);
                boolean hidden = seen == Seen.WHITEOUT || (seen == Seen.OTHER && !next.isEmpty());
                if (seen != Seen.NOTHING && !hidden) {
                    next.add(path);
                    nextAlive.add(alive.get(i));
                }
                if (seen != Seen.NOTHING && seen != Seen.DIRECTORY) {
                    break;
                }
            }
            if (next.isEmpty()) {
                return Optional.empty();
            }
            found = next;
            alive = nextAlive;
        }
        return Optional.of(found.getFirst());
    }

    private enum Seen {
        NOTHING,
        WHITEOUT,
        DIRECTORY,
        OPAQUE,
        OTHER
    }

    private static Seen seen(Path path, Part part, String name) throws IOException {
        try {
            UnixAttributes found = UnixAttributes.read(path, LinkOption.NOFOLLOW_LINKS);
            if (found.isWhiteout()) {
                return Seen.WHITEOUT;
            }
        } catch (NoSuchFileException e) {
            return Seen.NOTHING;
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return Seen.OTHER;
        }
        return part.opaque().contains(name) ? Seen.OPAQUE : Seen.DIRECTORY;
    }
}
