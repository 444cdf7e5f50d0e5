package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.engine.disk.IoReason;

/// What stands of a container's last run, while it is being started again.
///
/// Its record says then which process it was before: by that a start which was cut short is known, and is taken back
/// to a container that has stopped, with all it wrote.
public final class PastRun {
    private static final String BEFORE = "org.shibafu.before";
    private static final Pattern PROCESS = Pattern.compile("(\\d{1,9}) (\\d{1,18})");

    private PastRun() {}

    /// The record of a container that is about to have a process once more.
    public static ContainerState again(ContainerState stopped, ProcessRef creator) {
        Map<String, String> annotations = new TreeMap<>(stopped.annotations());
        annotations.put(BEFORE, stopped.init().pid() + " " + stopped.init().startTime());
        return stopped.change()
                .init(ProcessRef.NONE)
                .supervisor(ProcessRef.NONE)
                .creator(creator)
                .annotations(annotations)
                .build();
    }

    /// The record as it was before; empty if this is the container's first start.
    public static Optional<ContainerState> before(ContainerState state) {
        Matcher process = PROCESS.matcher(state.annotations().getOrDefault(BEFORE, ""));
        if (!process.matches()) {
            return Optional.empty();
        }
        return Optional.of(state.change()
                .init(new ProcessRef(Integer.parseInt(process.group(1)), Long.parseLong(process.group(2))))
                .supervisor(ProcessRef.NONE)
                .build());
    }

    /// Removes what the last run left beside the record; to be called under the lock.
    public static void forget(StateLock lock, StateStore store) {
        lock.requireOpen();
        StateFiles files = new StateFiles(store.root());
        ContainerId id = lock.id();
        List<Path> left = List.of(
                files.exit(id),
                files.stopping(id),
                files.restarts(id),
                files.started(id),
                files.fifo(id),
                files.attach(id),
                files.directory(id).resolve(HealthRecord.FILE));
        for (Path file : left) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new StateException("start " + id + " again: remove " + file + ": " + IoReason.of(e), file, e);
            }
        }
    }
}
