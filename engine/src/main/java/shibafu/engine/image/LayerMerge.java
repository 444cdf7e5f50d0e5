package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.TreeRemoval;
import shibafu.engine.disk.UnixAttributes;

/// Copies what layers make together, where they cannot be joined by overlayfs.
final class LayerMerge {
    private final Path target;
    private final FileCopy files = new FileCopy();
    private final TreeMap<Path, Path> directories = new TreeMap<>();

    private LayerMerge(Path target) {
        this.target = target;
    }

    /// @param target must not be there yet
    static void copy(ImageTree image, Path target) throws IOException {
        List<ImageTree.Part> parts = image.parts();
        if (parts.size() == 1) {
            TreeCopy.copy(parts.getFirst().tree(), target);
            return;
        }
        PrivateDirectory.create(target);
        LayerMerge merge = new LayerMerge(target);
        for (ImageTree.Part part : parts.reversed()) {
            merge.files.forgetLinks();
            merge.directory(part, part.tree(), "");
        }
        for (Map.Entry<Path, Path> directory : merge.directories.descendingMap().entrySet()) {
            InodeMeta.of(directory.getValue()).applyTo(directory.getKey());
            KeptAttributes.copy(directory.getValue(), directory.getKey());
        }
    }

    private void directory(ImageTree.Part part, Path from, String name) throws IOException {
        Path to = target.resolve(name);
        if (part.opaque().contains(name) || !Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            if (!to.equals(target)) {
                remove(to);
                PrivateDirectory.create(to);
            } else {
                for (String entry : ImageFiles.namesIn(to)) {
                    remove(to.resolve(entry));
                }
            }
        }
        directories.put(to, from);
        for (String entry : ImageFiles.namesIn(from)) {
            add(part, from.resolve(entry), name.isEmpty() ? entry : name + "/" + entry);
        }
    }

    private void remove(Path path) throws IOException {
        TreeRemoval.remove(path);
        if (directories.containsKey(path)) {
            // What stands there now may be a link, and must not be reached through.
            directories.keySet().removeIf(below -> below.startsWith(path));
        }
    }

    private void add(ImageTree.Part part, Path from, String name) throws IOException {
        Path to = target.resolve(name);
        UnixAttributes found = UnixAttributes.read(from, LinkOption.NOFOLLOW_LINKS);
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            directory(part, from, name);
            return;
        }
        remove(to);
        files.copy(from, to, found);
    }
}
