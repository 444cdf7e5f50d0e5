package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.Neighbour;
import shibafu.engine.spec.Spec.MountSpec;

/// What a container shares with others. The stub looks up their processes, as a supervisor carries out the plan again
/// and again, and the others may be started anew meanwhile.
final class NeighbourOps {
    private static final String SHARED_MEMORY = "/dev/shm";

    private NeighbourOps() {}

    static Op join(CreateRequest r, Namespace namespace, String path) {
        int type = namespace.type().cloneFlag();
        return Neighbour.of(records(r), namespace)
                .<Op>map(one -> new HostOp.JoinContainer(
                        type, one.id(), file(one, "restarts"), file(one, "started"), file(one, "state.json")))
                .orElseGet(() -> new HostOp.JoinNamespace(type, path));
    }

    /// Before there is a process: it would have to leave its mounts for theirs, and could not come back.
    static List<Op> copyMounts(CreateRequest r) {
        List<Op> ops = new ArrayList<>();
        for (MountSpec mount : r.spec().mounts()) {
            if (Neighbour.mayBeShared(mount)) {
                Neighbour.of(records(r), mount).ifPresent(one -> ops.add(copy(r, mount, one)));
            }
        }
        return ops;
    }

    private static Op copy(CreateRequest r, MountSpec mount, Neighbour one) {
        return new HostOp.CopyMount(
                one.id(),
                file(one, "restarts"),
                file(one, "started"),
                file(one, "state.json"),
                SHARED_MEMORY,
                MountOps.source(r.bundle(), mount),
                MountOps.inside(mount.destination()));
    }

    /// Where the records of all containers are: this one's is one of them.
    private static Path records(CreateRequest r) {
        return r.fifo().resolve("../..").normalize();
    }

    private static String file(Neighbour one, String name) {
        return one.directory().resolve(name).toString();
    }
}
