package shibafu.engine.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.SmallFile;

/// Names of containers that are not their ids: a file `.names/<name>` each, holding the id.
///
/// The record says what a container is called; the file only helps to find it, and one that no record confirms counts
/// for nothing. So a crash between the two leaves every container with one name.
public final class Names {
    private final StateStore store;
    private final Path directory;

    public Names(StateStore store) {
        this.store = store;
        this.directory = new StateFiles(store.root()).names();
    }

    /// Whose name or id a word is; a name goes before an id. There need not be such a container.
    public ContainerId find(String word) {
        ContainerId asId = new ContainerId(word);
        return holder(asId).orElse(asId);
    }

    /// Who was given this name beside an id of its own.
    public Optional<ContainerId> holder(ContainerId name) {
        Path file = directory.resolve(name.value());
        try {
            return store.find(read(name))
                    .filter(state -> state.name().equals(name.value()))
                    .map(ContainerState::id);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StateException("read name " + name + " from " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// Whether a container is called so, by whatever way.
    public boolean isTaken(ContainerId name) {
        return holder(name).isPresent()
                || store.find(name)
                        .filter(state -> state.name().equals(name.value()))
                        .isPresent();
    }

    /// Lets a container be found by a name; to be called under the name's lock, before its record says so.
    public void point(StateLock lock, ContainerId id) {
        lock.requireOpen();
        Path file = directory.resolve(lock.id().value());
        try {
            PrivateDirectory.ensure(directory);
            AtomicFile.write(file, id.value().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StateException("write name " + lock.id() + " to " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// Removes the file by which a container was found that is no longer called so. If somebody is about to take the
    /// name, it is theirs to overwrite.
    public void forget(String name, ContainerId id) {
        Path file = directory.resolve(name);
        if (name.equals(id.value()) || !Files.exists(file)) {
            return;
        }
        try (StateLock lock = store.lock(new ContainerId(name), Duration.ZERO)) {
            if (read(lock.id()).equals(id) && holder(lock.id()).isEmpty()) {
                Files.deleteIfExists(file);
            }
        } catch (StateException | IOException e) {
            Logger.debug("forget name {}: {}", name, e.getMessage());
        }
    }

    private ContainerId read(ContainerId name) throws IOException {
        return new ContainerId(new String(SmallFile.read(directory.resolve(name.value())), StandardCharsets.UTF_8));
    }
}
