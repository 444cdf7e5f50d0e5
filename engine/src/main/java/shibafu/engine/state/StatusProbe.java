package shibafu.engine.state;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Finds out from `/proc` what a container does.
@SuppressWarnings("DoNotCallSuggester")
public final class StatusProbe {
    private final Path proc;

    /// @param proc where procfs is mounted
    public StatusProbe(Path proc) {
        this.proc = proc;
    }

    /// The status of a container of `store`.
    ///
    /// @param frozen asked only where it matters
    public ContainerStatus status(StateStore store, ContainerState state, BooleanSupplier frozen) {
        throw new UnsupportedOperationException(proc.toString());
    }

    /// Whether exactly this process is there and neither a zombie nor dead.
    public boolean isAlive(ProcessRef process) {
        throw new UnsupportedOperationException();
    }

    /// Whether its creator died before the container had a process.
    public boolean isAbandoned(ContainerState state) {
        throw new UnsupportedOperationException();
    }

    /// The process that has this pid now.
    public Optional<ProcessRef> find(int pid) {
        throw new UnsupportedOperationException();
    }
}
