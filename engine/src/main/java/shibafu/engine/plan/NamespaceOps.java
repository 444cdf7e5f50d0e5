package shibafu.engine.plan;

import static shibafu.engine.spec.LinuxSpec.NamespaceType.CGROUP;
import static shibafu.engine.spec.LinuxSpec.NamespaceType.IPC;
import static shibafu.engine.spec.LinuxSpec.NamespaceType.MOUNT;
import static shibafu.engine.spec.LinuxSpec.NamespaceType.NETWORK;
import static shibafu.engine.spec.LinuxSpec.NamespaceType.PID;
import static shibafu.engine.spec.LinuxSpec.NamespaceType.TIME;
import static shibafu.engine.spec.LinuxSpec.NamespaceType.USER;
import static shibafu.engine.spec.LinuxSpec.NamespaceType.UTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.LinuxSpec.TimeOffset;
import shibafu.engine.spec.Spec;

/// Namespaces: those to make, to join, and to leave out.
final class NamespaceOps {
    private NamespaceOps() {}

    /// Joins what is named by a path. A helper does it ([SectionOp.Stage]): the launcher itself stays where it is.
    ///
    /// Root joins the user namespace after those it may not own, as it would lose its rights over them; others need
    /// the rights that it gives. The mount namespace comes last: the paths of all others are the host's.
    static List<Op> join(CreateRequest r) {
        LinuxSpec linux = r.spec().linux();
        List<NamespaceType> order = r.host().uid() == 0
                ? List.of(IPC, UTS, NETWORK, CGROUP, TIME, PID, USER, MOUNT)
                : List.of(USER, IPC, UTS, NETWORK, CGROUP, TIME, PID, MOUNT);
        List<Op> ops = new ArrayList<>();
        for (NamespaceType type : order) {
            linux.namespace(type)
                    .ifPresent(namespace ->
                            namespace.path().ifPresent(path -> ops.add(NeighbourOps.join(r, namespace, path))));
        }
        if (!ops.isEmpty()) {
            ops.addFirst(new SectionOp.Stage());
        }
        return ops;
    }

    /// clone3(2) cannot make a time namespace: its offsets must be set before the first process is in it.
    static List<Op> makeTime(LinuxSpec linux) {
        if (!isNew(linux, TIME)) {
            return List.of();
        }
        TimeOffset none = new TimeOffset(0, 0);
        TimeOffset monotonic = linux.timeOffsets().getOrDefault("monotonic", none);
        TimeOffset boottime = linux.timeOffsets().getOrDefault("boottime", none);
        return List.of(
                new HostOp.TimeNamespace(monotonic.secs(), monotonic.nanosecs(), boottime.secs(), boottime.nanosecs()));
    }

    /// All that clone3(2) makes at once. Not the cgroup namespace: its root is the cgroup where the process is when it
    /// is made, and on v1 the process enters its cgroups by itself.
    static List<Op> makeProcess(LinuxSpec linux) {
        long flags = 0;
        for (Namespace namespace : linux.namespaces()) {
            if (namespace.path().isEmpty() && namespace.type() != CGROUP && namespace.type() != TIME) {
                flags |= namespace.type().cloneFlag();
            }
        }
        return List.of(new SectionOp.Clone(flags));
    }

    /// Id maps of a new user namespace, all ranges of a map in the one write that the kernel allows. An unprivileged
    /// writer must give up setgroups(2) first (user_namespaces(7)).
    static List<Op> mapIds(LinuxSpec linux, HostFacts host) {
        if (!isNew(linux, USER)) {
            return List.of();
        }
        List<Op> ops = new ArrayList<>();
        if (deniesSetgroups(linux, host)) {
            ops.add(new HostOp.WriteProc("setgroups", "deny"));
        }
        ops.add(new HostOp.WriteProc("gid_map", ranges(linux.gidMappings())));
        ops.add(new HostOp.WriteProc("uid_map", ranges(linux.uidMappings())));
        return ops;
    }

    static boolean deniesSetgroups(LinuxSpec linux, HostFacts host) {
        return isNew(linux, USER) && host.uid() != 0;
    }

    /// In the new process: its cgroup's namespace, now that it is in its cgroups, and its user namespace's root, so
    /// that what it makes has an owner.
    static List<Op> enter(LinuxSpec linux) {
        List<Op> ops = new ArrayList<>();
        if (linux.has(USER)) {
            ops.add(new ProcessOp.Identity(0, 0));
        }
        if (isNew(linux, CGROUP)) {
            ops.add(new ProcessOp.Unshare(CGROUP.cloneFlag()));
        }
        if (isNew(linux, NETWORK)) {
            ops.add(new ProcessOp.LoopbackUp());
        }
        return ops;
    }

    /// What a new UTS namespace is called, or a joined one from now on.
    static List<Op> name(Spec spec) {
        List<Op> ops = new ArrayList<>();
        spec.hostname().ifPresent(name -> ops.add(new ProcessOp.Hostname(name)));
        spec.domainname().ifPresent(name -> ops.add(new ProcessOp.Domainname(name)));
        return ops;
    }

    static boolean isNew(LinuxSpec linux, NamespaceType type) {
        return linux.namespace(type).filter(n -> n.path().isEmpty()).isPresent();
    }

    static boolean isJoined(LinuxSpec linux, NamespaceType type) {
        return linux.namespace(type).flatMap(Namespace::path).isPresent();
    }

    static long flags(Set<NamespaceType> types) {
        long flags = 0;
        for (NamespaceType type : types) {
            flags |= type.cloneFlag();
        }
        return flags;
    }

    static String ranges(List<IdMapping> mappings) {
        return mappings.stream()
                .map(m -> m.containerId() + " " + m.hostId() + " " + m.size() + "\n")
                .collect(Collectors.joining());
    }
}
