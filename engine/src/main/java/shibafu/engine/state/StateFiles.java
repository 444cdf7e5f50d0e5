package shibafu.engine.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.TreeRemoval;

/// Where everything is below the state directory.
///
/// @param root absolute
record StateFiles(Path root) {
    static final String STATE = "state.json";
    static final String CONFIG = "config.json";

    // What stands beside the containers.
    private static final Set<String> RESERVED = Set.of(
            ".locks",
            ".staging",
            ".launches",
            ".cache",
            "engine.sock",
            "engine.lock",
            "engine.log",
            "engine.rehearsal");

    Path locks() {
        return root.resolve(".locks");
    }

    Path launches() {
        return root.resolve(".launches");
    }

    /// What can be made anew at any time.
    Path cache() {
        return root.resolve(".cache");
    }

    /// Where directories are on their way in or out.
    Path staging() {
        return root.resolve(".staging");
    }

    Path directory(ContainerId id) {
        return root.resolve(id.value());
    }

    Path staged(ContainerId id) {
        return staging().resolve(id.value());
    }

    Path lock(ContainerId id) {
        return locks().resolve(id.value());
    }

    Path state(ContainerId id) {
        return directory(id).resolve(STATE);
    }

    Path config(ContainerId id) {
        return directory(id).resolve(CONFIG);
    }

    Path fifo(ContainerId id) {
        return directory(id).resolve("exec.fifo");
    }

    Path started(ContainerId id) {
        return directory(id).resolve("started");
    }

    Path attach(ContainerId id) {
        return directory(id).resolve("attach.sock");
    }

    Path exit(ContainerId id) {
        return directory(id).resolve("exit.json");
    }

    /// Made by whoever wants its end for good, before the end.
    Path stopping(ContainerId id) {
        return directory(id).resolve("stopping");
    }

    /// What the supervisor tells of the last time that it ran the container again.
    Path restarts(ContainerId id) {
        return directory(id).resolve("restarts");
    }

    /// Makes the directories that every store has, and checks that they are nobody else's.
    void ensure() throws IOException {
        PrivateDirectory.ensure(root);
        PrivateDirectory.ensure(locks());
        PrivateDirectory.ensure(staging());
    }

    boolean stand() {
        return Files.isDirectory(locks(), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(staging(), LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isReserved(ContainerId id) {
        return RESERVED.contains(id.value());
    }

    /// The names of directories that may be containers'.
    List<ContainerId> containers() {
        return entries().stream().filter(this::isDirectory).toList();
    }

    /// The names of all that may be containers' directories.
    List<ContainerId> entries() {
        return names(root);
    }

    boolean isDirectory(ContainerId id) {
        return Files.isDirectory(directory(id), LinkOption.NOFOLLOW_LINKS);
    }

    /// Moves a container's directory to where nobody finds it. What a crash left there goes before.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    void moveAway(Path directory, Path staged) throws IOException {
        try {
            Files.move(directory, staged, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            TreeRemoval.remove(staged);
            Files.move(directory, staged, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Most hold two files, and need no walk.
    void removeStaged(Path staged) throws IOException {
        try {
            Files.deleteIfExists(staged.resolve(STATE));
            Files.deleteIfExists(staged.resolve(CONFIG));
            Files.delete(staged);
        } catch (IOException e) {
            TreeRemoval.remove(staged);
        }
    }

    /// The names in a directory that may be containers'.
    static List<ContainerId> names(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(ContainerId::isValid)
                    .map(ContainerId::new)
                    .filter(id -> !isReserved(id))
                    .toList();
        } catch (IOException e) {
            throw unreadable(directory, e);
        } catch (UncheckedIOException e) {
            throw unreadable(directory, Objects.requireNonNull(e.getCause()));
        }
    }

    private static StateException unreadable(Path directory, IOException e) {
        return new StateException("list " + directory + ": " + IoReason.of(e), directory, e);
    }
}
