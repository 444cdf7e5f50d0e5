package shibafu.engine.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.disk.LockFile;
import shibafu.engine.disk.PrivateDirectory;

/// Where everything is below the image directory.
///
/// @param root absolute; made when something is first written
record ImageFiles(Path root) {
    private static final String LAYERS_LOCK = "+layers"; // no image's name begins so
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    LayerStore layers() {
        return new LayerStore(root.resolve(LayerStore.DIRECTORY));
    }

    Path home(ImageName name) {
        return root.resolve(name.fileName());
    }

    /// Where trees are built and taken apart; on the same file system, so that they can be renamed.
    Workplace openWorkplace() throws IOException {
        PrivateDirectory.ensure(root);
        return Workplace.open(root.resolve(".work"));
    }

    /// Something to do under an image's lock.
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /// Runs `action` while nobody else adds layers or takes them away; to be called before an image is locked.
    <T> T aloneWithLayers(Action<T> action) throws IOException {
        return alone(LAYERS_LOCK, action);
    }

    /// Runs `action` while nobody else changes the image; waits for 30 seconds to be alone.
    <T> T alone(ImageName name, Action<T> action) throws IOException {
        return alone(name.fileName(), action);
    }

    private <T> T alone(String lockName, Action<T> action) throws IOException {
        PrivateDirectory.ensure(root);
        Path locks = root.resolve(".locks");
        PrivateDirectory.ensure(locks);
        Path file = locks.resolve(lockName);
        Optional<LockFile> lock = LockFile.acquire(file, PATIENCE);
        if (lock.isEmpty()) {
            throw new IOException("%s has been using it for more than %d s"
                    .formatted(LockFile.holder(file).orElse("another process"), PATIENCE.toSeconds()));
        }
        try {
            return action.run();
        } finally {
            lock.get().closeAndRemove();
        }
    }

    Optional<StoredImage> read(ImageName name) throws IOException {
        return StoredImage.read(name, home(name), layers());
    }

    /// The names of what may be images, sorted.
    List<ImageName> names() throws IOException {
        return namesIn(root).stream()
                .flatMap(text -> ImageName.ofFile(text).stream())
                .filter(name -> Files.isDirectory(home(name), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /// The names of a directory's entries, sorted; none if it is not there.
    static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }
}
