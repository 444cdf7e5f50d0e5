package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Standard streams and the terminal.
final class StdioOps {
    private StdioOps() {}

    /// On the host, before the process exists: files, the log, the socket that takes the terminal's master, the one for
    /// those who attach.
    ///
    /// @param attach where they attach; absent where no supervisor is there to serve them
    static List<Op> open(Stdio stdio, Optional<Path> attach) {
        List<Op> ops = new ArrayList<>();
        switch (stdio) {
            case Stdio.Inherit ignored -> {
                // Its output is the caller's: nobody else could see it.
            }
            case Stdio.Log log -> {
                if (!log.input() || attach.isEmpty()) {
                    ops.add(new HostOp.OpenStdio(0, "/dev/null", false));
                }
                ops.add(new HostOp.LogOutput(log.log().toString()));
                attach.ifPresent(path -> ops.add(new HostOp.AttachSocket(path.toString(), log.input())));
            }
            case Stdio.Files files -> {
                file(ops, 0, files.in());
                file(ops, 1, files.out());
                file(ops, 2, files.err());
            }
            case Stdio.Terminal terminal -> {
                terminal.consoleSocket().ifPresent(path -> ops.add(new HostOp.ConsoleSocket(path.toString())));
                terminal.log().ifPresent(path -> ops.add(new HostOp.LogOutput(path.toString())));
                attach.filter(path -> terminal.consoleSocket().isEmpty())
                        .ifPresent(path -> ops.add(new HostOp.AttachSocket(path.toString(), false)));
            }
        }
        return ops;
    }

    /// Whoever wants a pidfd of the process.
    ///
    /// @param type how the process comes to be, in runc's words
    static List<Op> pidfd(Optional<Path> socket, String type) {
        return socket.map(path -> List.<Op>of(new HostOp.PidfdSocket(path.toString(), type)))
                .orElse(List.of());
    }

    private static void file(List<Op> ops, int fd, Optional<Path> path) {
        path.ifPresent(file -> ops.add(new HostOp.OpenStdio(fd, file.toString(), fd != 0)));
    }

    /// In the process, once it sees the container's devpts: a session of its own, so that no signal of the caller's
    /// terminal reaches it, with the new terminal if one is asked for.
    ///
    /// @param uid who owns the terminal
    static List<Op> session(Stdio stdio, int uid) {
        Op session = new ProcessOp.NewSession();
        return switch (stdio) {
            case Stdio.Inherit ignored -> List.of(session);
            case Stdio.Log ignored -> List.of(session);
            case Stdio.Files ignored -> List.of(session);
            case Stdio.Terminal terminal ->
                List.of(session, new ProcessOp.Terminal(terminal.rows(), terminal.columns(), uid));
        };
    }
}
