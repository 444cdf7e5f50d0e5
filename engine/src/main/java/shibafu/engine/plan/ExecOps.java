package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import shibafu.engine.spec.LinuxSpec.NamespaceType;

/// How one more process gets into a running container.
final class ExecOps {
    private ExecOps() {}

    /// A process is in the pid namespace where it was born, so the parent chooses it. Always there, if only to open
    /// and verify the container's process while the host's `/proc` and pids are still in sight.
    static List<Op> joinPidNamespace(ExecRequest r) {
        long flags = r.namespaces().contains(NamespaceType.PID) ? NamespaceType.PID.cloneFlag() : 0;
        return List.of(new HostOp.JoinProcess(r.pid(), r.startTime(), flags));
    }

    /// All other namespaces at once: the kernel finds the order in which the rights suffice.
    static List<Op> joinOthers(ExecRequest r) {
        Set<NamespaceType> others = EnumSet.noneOf(NamespaceType.class);
        others.addAll(r.namespaces());
        others.remove(NamespaceType.PID);
        List<Op> ops = new ArrayList<>();
        boolean ownRoot = others.contains(NamespaceType.MOUNT);
        if (!ownRoot) {
            // Joining a mount namespace brings its root along; without one the container's root is only its chroot.
            ops.add(new TreeOp.OpenRoot("/proc/" + r.pid() + "/root"));
            ops.add(new TreeOp.ChangeRoot());
        }
        if (!others.isEmpty()) {
            ops.add(new HostOp.JoinProcess(r.pid(), r.startTime(), NamespaceOps.flags(others)));
        }
        if (others.contains(NamespaceType.USER)) {
            ops.add(new ProcessOp.Identity(0, 0));
        }
        return ops;
    }
}
