package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.NameLock;

/// The right to change one container's record, until closed; nobody else has it meanwhile, in this process or another.
///
/// It is not reentrant: a thread that asks for a second one waits for itself.
public final class StateLock implements AutoCloseable {
    private final ContainerId id;
    private final Path table;
    private final NameLock held;
    private boolean open = true;

    private StateLock(ContainerId id, Path table, NameLock held) {
        this.id = id;
        this.table = table;
        this.held = held;
    }

    static StateLock acquire(ContainerId id, Path table, Duration patience) {
        String name = id.value();
        try {
            return NameLock.acquire(table, name, patience)
                    .map(lock -> new StateLock(id, table, lock))
                    .orElseThrow(() -> new StateException(
                            "lock container %s: %s has been holding it for more than %s"
                                    .formatted(
                                            id,
                                            NameLock.holder(table, name).orElse("another process"),
                                            words(patience)),
                            table));
        } catch (IOException e) {
            throw new StateException("lock container " + id + " by " + table + ": " + IoReason.of(e), table, e);
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
            held.close();
        } catch (IOException e) {
            throw new StateException("unlock container " + id + ": " + IoReason.of(e), table, e);
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
