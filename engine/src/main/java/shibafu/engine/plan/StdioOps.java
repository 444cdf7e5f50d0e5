package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Standard streams and the terminal.
final class StdioOps {
    private StdioOps() {}

    /// On the host, before the process exists: files, the log, the socket that takes the terminal's master.
    static List<Op> open(Stdio stdio) {
        return switch (stdio) {
            case Stdio.Inherit ignored -> List.of();
            case Stdio.Log log ->
                List.of(
                        new Op.OpenStdio(0, "/dev/null", false),
                        new Op.LogOutput(log.log().toString()));
            case Stdio.Files files -> {
                List<Op> ops = new ArrayList<>();
                file(ops, 0, files.in());
                file(ops, 1, files.out());
                file(ops, 2, files.err());
                yield ops;
            }
            case Stdio.Terminal terminal -> {
                List<Op> ops = new ArrayList<>();
                terminal.consoleSocket().ifPresent(path -> ops.add(new Op.ConsoleSocket(path.toString())));
                terminal.log().ifPresent(path -> ops.add(new Op.LogOutput(path.toString())));
                yield ops;
            }
        };
    }

    private static void file(List<Op> ops, int fd, Optional<Path> path) {
        path.ifPresent(file -> ops.add(new Op.OpenStdio(fd, file.toString(), fd != 0)));
    }

    /// In the process, once it sees the container's devpts: a session of its own, so that no signal of the caller's
    /// terminal reaches it, with the new terminal if one is asked for.
    ///
    /// @param uid who owns the terminal
    static List<Op> session(Stdio stdio, int uid) {
        Op session = new Op.NewSession();
        return switch (stdio) {
            case Stdio.Inherit ignored -> List.of(session);
            case Stdio.Log ignored -> List.of(session);
            case Stdio.Files ignored -> List.of(session);
            case Stdio.Terminal terminal -> List.of(session, new Op.Terminal(terminal.rows(), terminal.columns(), uid));
        };
    }
}
