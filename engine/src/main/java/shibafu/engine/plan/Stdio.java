package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.Optional;

/// Where a process has its standard streams.
public sealed interface Stdio {

    /// The caller's own.
    record Inherit() implements Stdio {}

    /// A log for both outputs, written by the supervisor.
    ///
    /// @param input whether standard input stays open, for those who attach; otherwise there is nothing to read
    record Log(Path log, boolean input) implements Stdio {
        /// Nothing to read.
        public Log(Path log) {
            this(log, false);
        }
    }

    /// Files; the caller's own stream where none is given. Outputs are appended to, and made if missing.
    record Files(Optional<Path> in, Optional<Path> out, Optional<Path> err) implements Stdio {}

    /// A pseudo terminal of the container.
    ///
    /// @param rows its size in cells; 0 for unknown
    /// @param consoleSocket where the master is sent (OCI's console-socket); absent: it stays with the launcher
    /// @param log where the supervisor writes what the terminal shows while nobody looks
    record Terminal(int rows, int columns, Optional<Path> consoleSocket, Optional<Path> log) implements Stdio {}
}
