package shibafu.engine.plan;

import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.ProcessSpec;

/// The session keyring that all processes of a container share: keys are in no namespace, so without one the container
/// would have those of whoever made it.
final class KeyringOps {
    private static final long USER_SEARCH = 0x080000;

    private KeyringOps() {}

    /// For the first process. Who joins later must be able to find it: root of the container's user namespace, who is
    /// its user, and nobody else.
    static List<Op> make(CreateRequest r, ProcessSpec process) {
        return join(r.keyring(), USER_SEARCH, process);
    }

    static List<Op> join(ExecRequest r) {
        return join(r.keyring(), 0, r.process());
    }

    private static List<Op> join(Optional<String> keyring, long permit, ProcessSpec process) {
        String label = process.labels().selinuxLabel().orElse("");
        return keyring.<List<Op>>map(name -> List.of(new ProcessOp.SessionKeyring(name, permit, label)))
                .orElse(List.of());
    }
}
