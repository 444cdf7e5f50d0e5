package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.spec.Spec;

/// All that a create plan is made of.
///
/// @param bundle what relative paths of the spec start from
/// @param fifo where the fifo is made that holds the container until it is started
/// @param started where the process is recorded before it runs its program, at once; absent: it waits for the fifo
/// @param init whether a small init runs as the container's first process, with the program as its child
/// @param pivot whether pivot_root(2) may be used; it cannot where the host's root is a ramfs
/// @param preserveFds how many descriptors above 2 the program inherits
/// @param attach the socket for those who attach; absent where no supervisor is there to serve them
/// @param pidfdSocket an AF_UNIX socket that gets a pidfd of the process
/// @param keyring the session keyring of all its processes; absent: they stay in the caller's
public record CreateRequest(
        Spec spec,
        Path bundle,
        CgroupPlan cgroup,
        HostFacts host,
        Path fifo,
        Optional<Path> started,
        Stdio stdio,
        boolean init,
        boolean pivot,
        int preserveFds,
        ExitActions exit,
        Optional<Path> attach,
        Optional<SeccompFilter> seccomp,
        Optional<Path> pidfdSocket,
        Optional<String> keyring) {}
