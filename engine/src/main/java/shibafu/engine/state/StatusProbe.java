package shibafu.engine.state;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Finds out from procfs what a container does.
public final class StatusProbe {
    // In proc_pid_stat(5) the state is field 3 and the start time field 22; we split what follows field 2.
    private static final int STATE = 0;
    private static final int START_TIME = 19;
    private static final int LINE_BYTES = 4096;

    private final Path proc;

    /// Looks at this host's `/proc`.
    public StatusProbe() {
        this(Path.of("/proc"));
    }

    /// @param proc where procfs is mounted
    public StatusProbe(Path proc) {
        this.proc = proc;
    }

    /// The status of a container of `store`.
    ///
    /// @param frozen asked only where it matters
    public ContainerStatus status(StateStore store, ContainerState state, BooleanSupplier frozen) {
        if (state.init().isNone()) {
            return isAlive(state.creator()) ? ContainerStatus.CREATING : ContainerStatus.STOPPED;
        }
        if (!isAlive(state.init())) {
            return ContainerStatus.STOPPED;
        }
        if (frozen.getAsBoolean()) {
            return ContainerStatus.PAUSED;
        }
        return Files.exists(store.fifo(state.id()), LinkOption.NOFOLLOW_LINKS)
                ? ContainerStatus.CREATED
                : ContainerStatus.RUNNING;
    }

    /// Whether its creator died before the container had a process.
    public boolean isAbandoned(ContainerState state) {
        return state.init().isNone() && !isAlive(state.creator());
    }

    /// Whether exactly this process is there, and is neither a zombie nor dead.
    public boolean isAlive(ProcessRef process) {
        if (process.isNone()) {
            return false;
        }
        Optional<ProcessRef> now = find(process.pid());
        return now.isPresent() && now.get().startTime() == process.startTime();
    }

    /// With one read(2), which is enough for one line of procfs.
    private static String line(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = new byte[LINE_BYTES];
            return new String(bytes, 0, Math.max(0, in.read(bytes)), StandardCharsets.ISO_8859_1);
        }
    }

    /// The live process that has this pid now.
    public Optional<ProcessRef> find(int pid) {
        String stat;
        try {
            stat = line(proc.resolve(Integer.toString(pid)).resolve("stat"));
        } catch (IOException e) {
            // Gone: ENOENT, or ESRCH if it went between open and read.
            return Optional.empty();
        }
        // Field 2, the name in parentheses, is the process' own choice and may hold ") R 1 2 3": the last ')' ends it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= START_TIME || isEnded(fields[STATE])) {
            return Optional.empty();
        }
        return Optional.of(new ProcessRef(pid, Long.parseLong(fields[START_TIME])));
    }

    private static boolean isEnded(String state) {
        return state.equals("Z") || state.equals("X") || state.equals("x");
    }
}
