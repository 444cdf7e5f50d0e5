package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.launch.FrontRequest;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.plan.Stdio;

/// The standard streams of a container's process, by how it is called.
final class Terminals {
    private Terminals() {}

    /// In the foreground: a terminal as large as the caller's, or the caller's own streams.
    static ProcessConfig attached(boolean terminal, FrontRequest request) {
        return terminal
                ? ProcessConfig.main()
                        .withStdio(new Stdio.Terminal(
                                request.rows(), request.columns(), Optional.empty(), Optional.empty()))
                : ProcessConfig.main();
    }

    /// In the background: all it writes goes to its log, and to those who attach.
    ///
    /// @param input whether those who attach may type where it has no terminal
    static ProcessConfig detached(boolean terminal, boolean input, Path log) {
        Stdio stdio =
                terminal ? new Stdio.Terminal(0, 0, Optional.empty(), Optional.of(log)) : new Stdio.Log(log, input);
        return ProcessConfig.main().withStdio(stdio).detached();
    }
}
