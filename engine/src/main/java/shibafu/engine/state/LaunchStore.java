package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.PrivateDirectory;

/// How the last start of each container went, `<root>/.launches/<id>.json`.
///
/// They stand beside the containers' directories, not in them: a start that failed leaves no container, and whoever
/// wants to know why asks after that. A container that is deleted takes its own along; of those that belong to no
/// container only the newest [#ORPHANS] are kept.
public final class LaunchStore {
    /// Failed starts, and containers that removed themselves.
    static final int ORPHANS = 32;

    private static final String SUFFIX = ".json";

    private final StateFiles files;

    LaunchStore(StateFiles files) {
        this.files = files;
    }

    /// Replaces what is remembered of that container's start.
    ///
    /// @throws StateException if it can't be written
    public void save(LaunchTrace trace) {
        Path file = file(trace.id());
        try {
            PrivateDirectory.ensure(files.launches());
            AtomicFile.write(file, LaunchFormat.write(trace));
            forgetOrphans();
        } catch (IOException e) {
            throw new StateException("save launch of " + trace.id() + " to " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// How the last start went, if it is still remembered.
    ///
    /// @throws StateException if it can't be read
    public Optional<LaunchTrace> find(ContainerId id) {
        Path file = file(id);
        try {
            return Optional.of(LaunchFormat.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StateException("read launch of " + id + " from " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// All that are remembered, the newest last.
    public List<LaunchTrace> list() {
        try {
            return files().stream()
                    .flatMap(file -> find(new ContainerId(name(file))).stream())
                    .sorted(Comparator.comparing(LaunchTrace::at))
                    .toList();
        } catch (IOException e) {
            throw new StateException("list " + files.launches() + ": " + IoReason.of(e), files.launches(), e);
        }
    }

    /// That nothing is remembered is fine.
    ///
    /// @param soon removes the file, which nobody finds any more
    public void forget(ContainerId id, Executor soon) {
        Path file = file(id);
        try {
            files.remove(file, soon);
        } catch (NoSuchFileException e) {
            // Fine.
        } catch (IOException e) {
            throw new StateException("remove " + file + ": " + IoReason.of(e), file, e);
        }
    }

    private void forgetOrphans() throws IOException {
        List<Orphan> orphans = new ArrayList<>();
        for (Path file : files()) {
            if (!Files.exists(files.state(new ContainerId(name(file))))) {
                orphans.add(new Orphan(file, written(file)));
            }
        }
        orphans.sort(Comparator.comparing(Orphan::written));
        for (Orphan orphan : orphans.subList(0, Math.max(0, orphans.size() - ORPHANS))) {
            Files.deleteIfExists(orphan.file());
        }
    }

    /// @param written looked at once: another call may write it anew
    private record Orphan(Path file, FileTime written) {}

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(files.launches())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(files.launches())) {
            return entries.filter(file -> String.valueOf(file.getFileName()).endsWith(SUFFIX))
                    .filter(file -> ContainerId.isValid(name(file)))
                    .toList();
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // gone meanwhile
        }
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private Path file(ContainerId id) {
        return files.launches().resolve(id + SUFFIX);
    }
}
