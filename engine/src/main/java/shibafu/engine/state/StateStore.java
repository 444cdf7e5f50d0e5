package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.ParseCache;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.SmallFile;

/// The records of all containers, a directory each: `<root>/<id>/{state.json,config.json,exec.fifo,exit.json}`.
///
/// A container's directory appears and vanishes by one rename, to and from `<root>/.staging`, so that no reader finds
/// half of one. The locks are in `<root>/.lock`.
public final class StateStore {
    /// Where root's containers are.
    public static final Path DEFAULT_ROOT = Path.of("/run/shibafu");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StateFiles files;
    private final ParseCache<ContainerState> records = new ParseCache<>(1 << 20); // a thousand containers

    private StateStore(StateFiles files) {
        this.files = files;
    }

    /// Opens the records below `root`, which is made (0700) if missing.
    ///
    /// @throws StateException if `root` belongs to someone else, or others may write to it
    public static StateStore open(Path root) {
        StateFiles files = new StateFiles(root.toAbsolutePath().normalize());
        try {
            files.ensure();
        } catch (IOException e) {
            throw new StateException("open state directory " + files.root() + ": " + IoReason.of(e), files.root(), e);
        }
        return new StateStore(files);
    }

    /// Whether its directories are still there.
    public boolean stands() {
        return files.stand();
    }

    /// What is remembered of how containers were started.
    public LaunchStore launches() {
        return new LaunchStore(files);
    }

    /// What is known of containers that are run again.
    public Restarts restarts() {
        return new Restarts(files);
    }

    /// Where what can be made anew is kept; nobody has made it yet.
    public Path cache() {
        return files.cache();
    }

    public Path root() {
        return files.root();
    }

    /// The container's directory.
    public Path directory(ContainerId id) {
        return files.directory(id);
    }

    /// Its OCI configuration, as it was created.
    public Path configFile(ContainerId id) {
        return files.config(id);
    }

    /// The FIFO on which a created container waits; it is gone once the container was started.
    public Path fifo(ContainerId id) {
        return files.fifo(id);
    }

    /// Where the launcher of a container that does not wait for its start records what it made; read with the record.
    public Path startedFile(ContainerId id) {
        return files.started(id);
    }

    /// Where a container's directory can go that removes itself; another place each time, by a name as long.
    public Path aside() {
        return files.aside();
    }

    /// Where one attaches to it while its supervisor serves that.
    public Path attachSocket(ContainerId id) {
        return files.attach(id);
    }

    /// Where its supervisor writes how it ended.
    public Path exitFile(ContainerId id) {
        return files.exit(id);
    }

    /// Waits for the right to change this container's record; there need not be such a container.
    ///
    /// @throws StateException if someone else holds it for longer than `patience`
    public StateLock lock(ContainerId id, Duration patience) {
        if (StateFiles.isReserved(id)) {
            throw new StateException("container ID " + id + " is used by the engine itself: choose another");
        }
        return StateLock.acquire(id, files.locks(), patience);
    }

    /// As above, with 30 seconds of patience.
    public StateLock lock(ContainerId id) {
        return lock(id, PATIENCE);
    }

    /// Makes the container's directory with its first record; to be called before the first side effect.
    ///
    /// @param config what it is to be, for [#configFile]
    /// @throws StateException if there is such a container already
    public void intend(StateLock lock, ContainerState intent, byte[] config) {
        ContainerId id = checked(lock, intent);
        Path directory = directory(id);
        // Links are followed: none hang in a directory that is ours alone, and to look at one costs an exception.
        if (Files.exists(directory)) {
            if (Files.exists(files.state(id))) {
                // runc's wording, which its callers match on.
                throw new StateException("container with given ID already exists: " + id, directory);
            }
            throw new StateException(
                    "create container %s: %s is in the way and is no container's: remove it".formatted(id, directory),
                    directory);
        }
        Path staged = files.staged(id);
        try {
            PrivateDirectory.createAnew(staged);
            AtomicFile.writeUnseen(staged.resolve(StateFiles.CONFIG), config);
            AtomicFile.writeUnseen(staged.resolve(StateFiles.STATE), written(intent));
            Files.move(staged, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StateException(
                    "create container " + id + " in " + directory + ": " + IoReason.of(e), directory, e);
        }
    }

    /// Replaces the record of an existing container.
    public void save(StateLock lock, ContainerState state) {
        ContainerId id = checked(lock, state);
        Path file = files.state(id);
        try {
            AtomicFile.write(file, written(state));
        } catch (NoSuchFileException e) {
            throw missing(id);
        } catch (IOException e) {
            throw new StateException("save container " + id + " to " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// The record, if there is one.
    ///
    /// @throws StateException if it is there and cannot be read
    public Optional<ContainerState> find(ContainerId id) {
        Path file = files.state(id);
        try {
            ContainerState state = records.of(SmallFile.read(file), StateFormat::readState);
            if (!state.id().equals(id)) {
                throw new IOException("it is the record of " + state.id());
            }
            ContainerState made = state.init().isNone() ? StartedFile.join(state, files.started(id)) : state;
            return Optional.of(made.restarts() ? restarts().of(id).join(made) : made);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StateException("read container " + id + " from " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// The record.
    ///
    /// @throws StateException if there is none, or it cannot be read
    public ContainerState load(ContainerId id) {
        return find(id).orElseThrow(() -> missing(id));
    }

    /// How the container ended, if that was recorded.
    public Optional<ExitRecord> exit(ContainerId id) {
        Path file = exitFile(id);
        try {
            return Optional.of(StateFormat.readExit(SmallFile.read(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StateException("read end of container " + id + " from " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// The names of all containers that have a record.
    public List<ContainerId> ids() {
        return files.containers();
    }

    /// All records; a broken one never hides the others.
    public StateListing list() {
        return StateListing.of(this, files);
    }

    /// Records whose creator died before the container had a process: `gc` undoes what they own and deletes them.
    public List<ContainerState> abandoned(StatusProbe probe) {
        return list().containers().stream().filter(probe::isAbandoned).toList();
    }

    /// Forgets a container: its directory disappears at once. What it owns elsewhere is the caller's to remove before.
    /// That there is no such container is fine.
    ///
    /// @param soon removes the files, which nobody finds any more
    public void delete(StateLock lock, Executor soon) {
        lock.requireOpen();
        Path directory = directory(lock.id());
        try {
            files.remove(directory, soon);
        } catch (NoSuchFileException e) {
            // Deleted already.
        } catch (IOException e) {
            throw new StateException(
                    "delete container " + lock.id() + " in " + directory + ": " + IoReason.of(e), directory, e);
        }
    }

    /// Removes what crashes left of directories half made or half removed.
    public void sweep() {
        new Sweep(this, files).run();
    }

    private byte[] written(ContainerState state) throws IOException {
        byte[] text = StateFormat.write(state);
        records.know(text, state);
        return text;
    }

    private static ContainerId checked(StateLock lock, ContainerState state) {
        lock.requireOpen();
        if (!lock.id().equals(state.id())) {
            throw new IllegalArgumentException("the lock of " + lock.id() + " does not guard " + state.id());
        }
        return lock.id();
    }

    private StateException missing(ContainerId id) {
        // runc's wording, which its callers match on.
        return new StateException("container does not exist: " + id, directory(id));
    }
}
