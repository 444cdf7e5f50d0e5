package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntPredicate;
import shibafu.engine.disk.SmallFile;

/// Finds out from procfs what a container does.
public final class StatusProbe {
    // In proc_pid_stat(5) the state is field 3 and the start time field 22.
    private static final int STATE = 3;
    private static final int START_TIME = 22;
    // Zombies and dead.
    private static final String ENDED = "ZXx";

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
    /// @param frozen asked only where it matters, with the letter of what its first process does (proc_pid_stat(5))
    public ContainerStatus status(StateStore store, ContainerState state, IntPredicate frozen) {
        if (state.init().isNone()) {
            return isAlive(state.creator()) ? ContainerStatus.CREATING : ContainerStatus.STOPPED;
        }
        Optional<Live> init = live(state.init());
        if (init.isEmpty()) {
            return state.restarts() && isAlive(state.supervisor())
                    ? ContainerStatus.RESTARTING
                    : ContainerStatus.STOPPED;
        }
        if (frozen.test(init.get().letter())) {
            return ContainerStatus.PAUSED;
        }
        return Files.exists(store.fifo(state.id())) ? ContainerStatus.CREATED : ContainerStatus.RUNNING;
    }

    /// Whether its creator died before the container had a process.
    public boolean isAbandoned(ContainerState state) {
        return state.init().isNone() && !isAlive(state.creator());
    }

    /// Whether exactly this process is there, and is neither a zombie nor dead.
    public boolean isAlive(ProcessRef process) {
        return live(process).isPresent();
    }

    /// The live process that has this pid now.
    public Optional<ProcessRef> find(int pid) {
        return line(pid).map(live -> new ProcessRef(pid, live.startTime()));
    }

    private Optional<Live> live(ProcessRef process) {
        return process.isNone()
                ? Optional.empty()
                : line(process.pid()).filter(live -> live.startTime() == process.startTime());
    }

    /// A process that is neither a zombie nor dead.
    private record Live(char letter, long startTime) {}

    private Optional<Live> line(int pid) {
        byte[] stat;
        try {
            stat = SmallFile.start(proc.resolve(pid + "/stat"));
        } catch (IOException e) {
            // Gone: ENOENT, or ESRCH if it went between open and read.
            return Optional.empty();
        }
        // Field 2, the name in parentheses, is the process' own choice and may hold ") R 1 2 3": the last ')' ends it.
        int letter = stat.length - 1;
        while (letter >= 0 && stat[letter] != ')') {
            letter--;
        }
        letter += 2;
        if (letter >= stat.length || ENDED.indexOf(stat[letter]) >= 0) {
            return Optional.empty();
        }
        int at = letter;
        for (int field = STATE; field < START_TIME && at < stat.length; at++) {
            field += stat[at] == ' ' ? 1 : 0;
        }
        return at < stat.length ? Optional.of(new Live((char) stat[letter], number(stat, at))) : Optional.empty();
    }

    private static long number(byte[] digits, int from) {
        long number = 0;
        for (int at = from; at < digits.length && digits[at] >= '0' && digits[at] <= '9'; at++) {
            number = 10 * number + digits[at] - '0';
        }
        return number;
    }
}
