package shibafu.engine.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.tinylog.Logger;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.TreeRemoval;

/// Where everything is below the state directory.
///
/// @param root absolute
record StateFiles(Path root) {
    static final String STATE = "state.json";
    static final String CONFIG = "config.json";
    private static final String STARTED = "started";
    private static final String EXIT = "exit.json";

    private static final String ASIDE = "~";

    // Clocks stand still between two ticks, and two threads look at them at once.
    private static final AtomicLong ASIDES = new AtomicLong();

    // What stands beside the containers.
    private static final Set<String> RESERVED = Set.of(
            ".lock",
            ".locks", // of versions that had a file for each
            ".staging",
            ".launches",
            ".cache",
            ".names",
            ".userns",
            "engine.sock",
            "engine.lock",
            "engine.log",
            "engine.rehearsal");

    /// The locks of all names.
    Path locks() {
        return root.resolve(".lock");
    }

    Path launches() {
        return root.resolve(".launches");
    }

    /// Names of containers that are not their ids.
    Path names() {
        return root.resolve(".names");
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

    /// A place for what is on its way out, which no other has, and no container's name: nobody waits until it is gone.
    /// All are equally long.
    Path aside() {
        HexFormat digits = HexFormat.of();
        return staging()
                .resolve(ASIDE
                        + digits.toHexDigits(ProcessHandle.current().pid())
                        + digits.toHexDigits(System.nanoTime())
                        + digits.toHexDigits(ASIDES.getAndIncrement()));
    }

    /// All that is on its way out, or was when somebody crashed.
    List<Path> asides() throws IOException {
        try (Stream<Path> entries = Files.list(staging())) {
            return entries.filter(entry -> String.valueOf(entry.getFileName()).startsWith(ASIDE))
                    .toList();
        }
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
        return directory(id).resolve(STARTED);
    }

    Path attach(ContainerId id) {
        return directory(id).resolve("attach.sock");
    }

    Path exit(ContainerId id) {
        return directory(id).resolve(EXIT);
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
        PrivateDirectory.ensure(staging());
    }

    boolean stand() {
        return Files.isDirectory(staging(), LinkOption.NOFOLLOW_LINKS);
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

    /// Removes a file, or a container's directory, under another name: its own is free when this returns.
    ///
    /// @param soon removes it
    /// @throws java.nio.file.NoSuchFileException if there is none
    void remove(Path path, Executor soon) throws IOException {
        Path aside = aside();
        Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        soon.execute(() -> removeAside(aside));
    }

    /// Most hold a few files of known names, and need no walk. What cannot be removed now, [StateStore#sweep] does.
    static void removeAside(Path aside) {
        try {
            if (Files.isDirectory(aside, LinkOption.NOFOLLOW_LINKS)) {
                for (String name : List.of(STATE, CONFIG, STARTED, EXIT)) {
                    removeIfThere(aside.resolve(name));
                }
            }
            Files.delete(aside);
        } catch (IOException e) {
            removeTree(aside);
        }
    }

    private static void removeIfThere(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(file);
        }
    }

    private static void removeTree(Path aside) {
        try {
            TreeRemoval.remove(aside);
        } catch (IOException e) {
            Logger.debug("remove {}: {}", aside, e.getMessage());
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
