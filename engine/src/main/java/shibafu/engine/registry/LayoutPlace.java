package shibafu.engine.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.RandomName;
import shibafu.engine.disk.TreeRemoval;

/// A name for an image layout on its way to a store or from one; what is there is gone when closed. What a dead process
/// left is removed by the next pull: it no longer holds the lock.
public final class LayoutPlace implements AutoCloseable {
    static final String PREFIX = "layout-";

    private final Path path;
    private final LockFile lock;

    private LayoutPlace(Path path, LockFile lock) {
        this.path = path;
        this.lock = lock;
    }

    static LayoutPlace open(Path parent) {
        try {
            PrivateDirectory.ensure(parent);
            String name = PREFIX + RandomName.hex(8);
            LockFile lock = LockFile.acquire(parent.resolve(name + ".lock"), Duration.ofSeconds(10))
                    .orElseThrow(() -> new IOException("the name " + name + " is taken"));
            return new LayoutPlace(parent.resolve(name), lock);
        } catch (IOException e) {
            throw new RegistryException("make a folder in " + parent + ": " + IoReason.of(e), e);
        }
    }

    /// Not there yet, after it was opened.
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            TreeRemoval.remove(path);
            lock.closeAndRemove();
        } catch (IOException e) {
            throw new RegistryException("remove " + path + ": " + IoReason.of(e), e);
        }
    }
}
