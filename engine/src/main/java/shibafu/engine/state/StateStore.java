package shibafu.engine.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The records of all containers, a directory each: `<root>/<id>/{state.json,config.json,exec.fifo,exit.json}`.
@SuppressWarnings("DoNotCallSuggester")
public final class StateStore {
    /// Where root's containers are.
    public static final Path DEFAULT_ROOT = Path.of("/run/shibafu");

    private final Path root;

    private StateStore(Path root) {
        this.root = root;
    }

    /// Opens the records below `root`, which is made (0700) if missing.
    ///
    /// @throws StateException if `root` belongs to someone else or others may write to it
    public static StateStore open(Path root) {
        return new StateStore(root);
    }

    public Path root() {
        return root;
    }

    /// The container's directory.
    public Path directory(ContainerId id) {
        return root.resolve(id.value());
    }

    /// Its OCI configuration, as it was created.
    public Path configFile(ContainerId id) {
        return directory(id).resolve("config.json");
    }

    /// The FIFO on which a created container waits; it is gone once the container was started.
    public Path fifo(ContainerId id) {
        return directory(id).resolve("exec.fifo");
    }

    /// Where its supervisor writes how it ended.
    public Path exitFile(ContainerId id) {
        return directory(id).resolve("exit.json");
    }

    /// Waits for the right to change this container's record.
    ///
    /// @throws StateException if someone else holds it for longer than `patience`
    public StateLock lock(ContainerId id, Duration patience) {
        throw new UnsupportedOperationException();
    }

    /// As above, with 30 seconds of patience.
    public StateLock lock(ContainerId id) {
        return lock(id, Duration.ofSeconds(30));
    }

    /// Makes the container's directory and writes its first record; to be called before the first side effect.
    ///
    /// @throws StateException if there is such a container already
    public void intend(StateLock lock, ContainerState intent) {
        throw new UnsupportedOperationException();
    }

    /// Replaces the record of an existing container.
    public void save(StateLock lock, ContainerState state) {
        throw new UnsupportedOperationException();
    }

    /// The record, if there is one.
    ///
    /// @throws StateException if it is there and cannot be read
    public Optional<ContainerState> find(ContainerId id) {
        throw new UnsupportedOperationException();
    }

    /// The record.
    ///
    /// @throws StateException if there is none ("container does not exist")
    public ContainerState load(ContainerId id) {
        throw new UnsupportedOperationException();
    }

    /// How the container ended, if that was recorded.
    public Optional<ExitRecord> exit(ContainerId id) {
        throw new UnsupportedOperationException();
    }

    /// All records.
    public StateListing list() {
        throw new UnsupportedOperationException();
    }

    /// Records whose creator died before the container had a process: `gc` undoes what they own.
    public List<ContainerState> abandoned(StatusProbe probe) {
        throw new UnsupportedOperationException();
    }

    /// Forgets a container: its directory disappears at once. Trees in `ownedPaths` are the caller's to remove before.
    public void delete(StateLock lock) {
        throw new UnsupportedOperationException();
    }

    /// Removes what crashes left of directories half made or half removed.
    public void sweep() {
        throw new UnsupportedOperationException();
    }
}
