package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import shibafu.engine.spec.LinuxSpec.NamespaceType;

/// Which mounts the launcher prepares while the container's process joins its cgroups: those that are the same
/// whoever makes them. The root is the first of them, as it is to stand first in mountinfo, which the kernel
/// sorts by age.
final class EarlyOps {
    private static final int MOST = 64;
    /// To hand fewer over would take longer than to make them.
    private static final int FEWEST = 3;

    /// Others show what the process that makes them has: its processes, its network, its messages, its cgroup.
    private static final Set<String> INDIFFERENT = Set.of("tmpfs", "devpts");

    private EarlyOps() {}

    /// The same operations, with [TreeOp.Early] before the first of these mounts.
    static List<Op> prepared(List<Op> ops) {
        int child = ops.indexOf(new SectionOp.Child());
        List<Integer> early = sameView(ops) ? early(ops, child) : List.of();
        if (early.size() < FEWEST) {
            return ops;
        }
        int first = early.getFirst();
        List<Op> all = new ArrayList<>(ops);
        all.add(first, new TreeOp.Early(early.stream().map(at -> at + 1 - first).toList()));
        return all;
    }

    /// A process that is made in one step, with a mount namespace but no user namespace of its own: for it and
    /// its launcher paths lead to the same, and both may do the same.
    private static boolean sameView(List<Op> ops) {
        long own = NamespaceOps.flags(Set.of(NamespaceType.MOUNT));
        long either = NamespaceOps.flags(Set.of(NamespaceType.MOUNT, NamespaceType.USER));
        return !ops.contains(new SectionOp.Stage())
                && ops.stream().anyMatch(op -> op instanceof SectionOp.Clone clone && (clone.flags() & either) == own);
    }

    /// Up to where the process waits for hooks, which may change what paths lead to. What is copied of the
    /// host's tree hears of its mounts as a slave: only where the whole root does.
    private static List<Integer> early(List<Op> ops, int child) {
        boolean slave = ops.contains(new TreeOp.Propagation(MountFlag.RSLAVE.bits()));
        OptionalInt wait = IntStream.range(child, ops.size())
                .filter(at -> ops.get(at) instanceof ProcessOp.WaitMeet)
                .findFirst();
        return IntStream.range(child, wait.orElse(ops.size()))
                .filter(at -> isEarly(ops.get(at), slave))
                .limit(MOST)
                .boxed()
                .toList();
    }

    private static boolean isEarly(Op op, boolean slave) {
        return switch (op) {
            case TreeOp.RootOverlay ignored -> true;
            case TreeOp.Mount mount -> INDIFFERENT.contains(mount.type());
            case TreeOp.RootBind ignored -> slave;
            case TreeOp.Bind ignored -> slave;
            default -> false;
        };
    }
}
