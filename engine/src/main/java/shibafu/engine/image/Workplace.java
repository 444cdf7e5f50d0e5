package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.disk.LockFile;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.RandomName;
import shibafu.engine.disk.TreeRemoval;

/// A directory to build or take apart a tree in, gone when closed. What a dead process left in its own is removed by
/// the next that opens one: it no longer holds the lock.
final class Workplace implements AutoCloseable {
    private static final String LOCK_SUFFIX = ".lock";

    private final Path directory;
    private final LockFile lock;

    private Workplace(Path directory, LockFile lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /// @param parent where workplaces are, and nothing else; made if missing
    static Workplace open(Path parent) throws IOException {
        PrivateDirectory.ensure(parent);
        sweep(parent);
        String name = RandomName.hex(8);
        // Waits, as someone else's sweep may look at it just now.
        LockFile lock = LockFile.acquire(parent.resolve(name + LOCK_SUFFIX), Duration.ofSeconds(10))
                .orElseThrow(() -> new IOException("the name " + name + " is taken"));
        try {
            PrivateDirectory.create(parent.resolve(name));
        } catch (IOException e) {
            lock.closeAndRemove();
            throw e;
        }
        return new Workplace(parent.resolve(name), lock);
    }

    Path path() {
        return directory;
    }

    /// Makes a directory in it.
    Path make(String name) throws IOException {
        PrivateDirectory.create(directory.resolve(name));
        return directory.resolve(name);
    }

    /// Returns the path of something in it.
    Path resolve(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try {
            TreeRemoval.remove(directory);
        } finally {
            lock.closeAndRemove();
        }
    }

    private static void sweep(Path parent) throws IOException {
        List<String> names;
        try (Stream<Path> entries = Files.list(parent)) {
            names = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .map(name ->
                            name.endsWith(LOCK_SUFFIX) ? name.substring(0, name.length() - LOCK_SUFFIX.length()) : name)
                    .distinct()
                    .toList();
        }
        for (String name : names) {
            Optional<LockFile> dead = LockFile.acquire(parent.resolve(name + LOCK_SUFFIX), Duration.ZERO);
            if (dead.isPresent()) {
                new Workplace(parent.resolve(name), dead.get()).close();
            }
        }
    }
}
