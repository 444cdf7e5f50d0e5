package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.cgroup.CgroupJoin;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;

/// All that an exec plan is made of: one more process in a running container.
///
/// @param pid the container's first process, on the host
/// @param startTime field 22 of its `/proc/PID/stat`, in clock ticks
/// @param container the configuration of the container, of which all its processes have something
/// @param id of the container
/// @param namespaces those in which the container does not share the host's
/// @param pidfdSocket an AF_UNIX socket that gets a pidfd of the process
/// @param keyring the session keyring of all its processes; absent: they stay in the caller's
public record ExecRequest(
        ProcessSpec process,
        int pid,
        long startTime,
        Set<NamespaceType> namespaces,
        CgroupJoin cgroup,
        HostFacts host,
        Stdio stdio,
        boolean init,
        int preserveFds,
        Spec container,
        String id,
        Optional<SeccompFilter> seccomp,
        Optional<Path> pidfdSocket,
        Optional<String> keyring) {
    public ExecRequest {
        namespaces = Set.copyOf(namespaces);
    }
}
