package shibafu.engine.lifecycle;

import java.time.Instant;
import java.util.Map;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// A container's state as runtime-spec words it (runtime.md, "State"), with runc's additions.
///
/// @param pid 0 once stopped
/// @param owner the user of its record; empty where nobody asked
public record OciState(
        String ociVersion,
        String id,
        int pid,
        String status,
        String bundle,
        String rootfs,
        Instant created,
        Map<String, String> annotations,
        String owner) {
    OciState withOwner(String newOwner) {
        return new OciState(ociVersion, id, pid, status, bundle, rootfs, created, annotations, newOwner);
    }

    static OciState of(ContainerState state, ContainerStatus status) {
        return new OciState(
                state.ociVersion(),
                state.id().value(),
                status.hasEnded() ? 0 : state.init().pid(),
                status.word(),
                state.bundle().toString(),
                state.rootfs().toString(),
                state.created(),
                state.annotations(),
                "");
    }
}
