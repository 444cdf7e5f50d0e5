package shibafu.engine.lifecycle;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import shibafu.engine.ShibafuException;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// Where one attaches to a container's first process.
record AttachPoint(Parts parts) {
    /// @param runs whether it must be let run already
    Path socket(ContainerState state, boolean runs) {
        ContainerStatus status = parts.status(state);
        if (!status.canSignal() || (runs && status == ContainerStatus.CREATED)) {
            throw new ShibafuException("attach to " + state.id() + ": container not running, it is " + status.word()
                    + (status == ContainerStatus.CREATED ? "; start it first" : ""));
        }
        Path socket = parts.states().attachSocket(state.id());
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            throw new ShibafuException("attach to " + state.id()
                    + ": its output goes straight to whoever started it; run it with -d or -t to attach later");
        }
        return socket;
    }
}
