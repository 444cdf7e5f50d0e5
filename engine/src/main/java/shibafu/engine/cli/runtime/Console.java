package shibafu.engine.cli.runtime;

import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.FrontRequest;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.Spec.ConsoleSize;

/// The streams of a process: the caller's own, or a terminal.
record Console(Call call) {
    /// @param terminal whether the process wants one
    /// @param size of it; absent: the caller's
    /// @param detach whether the caller does not stay: a terminal's master must go to somebody then
    Stdio stdio(boolean terminal, Optional<ConsoleSize> size, boolean detach) {
        Optional<Path> socket = call.arguments().value("console-socket").map(call::path);
        if (!terminal) {
            if (socket.isPresent()) {
                throw new ShibafuException("cannot use console socket if runc will not detach or allocate tty: the "
                        + "process wants no terminal; leave --console-socket out");
            }
            return new Stdio.Inherit();
        }
        if (detach && socket.isEmpty()) {
            throw new ShibafuException("cannot allocate tty if runc will detach without setting console socket; give "
                    + "--console-socket, or set process.terminal to false");
        }
        FrontRequest caller = call.session().request();
        return new Stdio.Terminal(
                size.map(ConsoleSize::height).orElse(caller.rows()),
                size.map(ConsoleSize::width).orElse(caller.columns()),
                socket,
                Optional.empty());
    }
}
