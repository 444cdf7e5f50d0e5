package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;

/// The right to change one container's record, until closed; nobody else has it meanwhile, in this process or another.
///
/// It is not reentrant: a thread that asks for a second one waits for itself.
public final class StateLock implements AutoCloseable {
    private final ContainerId id;
    private final Path directory;
    private final LockFile file;
    private boolean open = true;

    private StateLock(ContainerId id, Path directory, LockFile file) {
        this.id = id;
        this.directory = directory;
        this.file = file;
    }

    static StateLock acquire(ContainerId id, Path directory, Path file, Duration patience) {
        try {
            return LockFile.acquire(file, patience)
                    .map(lock -> new StateLock(id, directory, lock))
                    .orElseThrow(() -> new StateException(
                            "lock container %s: %s has been holding it for more than %s"
                                    .formatted(id, LockFile.holder(file).orElse("another process"), words(patience)),
                            file));
        } catch (IOException e) {
            throw new StateException("lock container " + id + " by " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// Whose record it guards.
    public ContainerId id() {
        return id;
    }

    /// Gives the right up.
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            // Otherwise every id that was ever used would leave a file.
            if (Files.exists(directory)) {
                file.close();
            } else {
                file.closeAndRemove();
            }
        } catch (IOException e) {
            throw new StateException("unlock container " + id + ": " + IoReason.of(e), directory, e);
        }
    }

    synchronized void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the lock of container " + id + " was given up already");
        }
    }

    private static String words(Duration patience) {
        return patience.toMillis() < 1000 ? patience.toMillis() + " ms" : patience.toSeconds() + " s";
    }
}
