package shibafu.engine.plan;

import java.util.Set;
import shibafu.engine.cgroup.CgroupJoin;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;

/// All that an exec plan is made of: one more process in a running container.
///
/// @param pid the container's first process, on the host
/// @param startTime field 22 of its `/proc/PID/stat`, in clock ticks
/// @param namespaces those in which the container does not share the host's
public record ExecRequest(
        ProcessSpec process,
        int pid,
        long startTime,
        Set<NamespaceType> namespaces,
        CgroupJoin cgroup,
        HostFacts host,
        Stdio stdio,
        boolean init,
        int preserveFds) {
    public ExecRequest {
        namespaces = Set.copyOf(namespaces);
    }
}
