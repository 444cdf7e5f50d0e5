package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.ResourceLimit;
import shibafu.engine.spec.Spec.Rlimit;
import shibafu.engine.spec.Spec.User;

/// Who the process is, and what it may do.
final class IdentityOps {
    private static final int DEFAULT_UMASK = 0022;

    private IdentityOps() {}

    /// Limits that the process sets itself, late: a small one would stand in the way of what is done before.
    static List<Op> ownLimits(ProcessSpec process, boolean inUserNamespace) {
        return inUserNamespace ? List.of() : rlimits(process.rlimits());
    }

    /// What its parent sets for it, with rights that it has not: no process may make itself less likely to be killed,
    /// and the root of a user namespace may not raise a limit.
    static List<Op> byParent(ProcessSpec process, boolean inUserNamespace) {
        List<Op> ops = new ArrayList<>();
        process.oomScoreAdj()
                .ifPresent(value -> ops.add(new HostOp.WriteProc("oom_score_adj", Integer.toString(value))));
        if (inUserNamespace) {
            ops.addAll(rlimits(process.rlimits()));
        }
        return ops;
    }

    private static List<Op> rlimits(List<Rlimit> limits) {
        List<Op> ops = new ArrayList<>();
        for (Rlimit limit : limits) {
            int resource = ResourceLimit.named(limit.type())
                    .orElseThrow(() -> new PlanException("set resource limit " + limit.type() + ": unknown"))
                    .number();
            ops.add(new ProcessOp.Rlimit(resource, limit.soft(), limit.hard()));
        }
        return ops;
    }

    /// With the groups of whoever started the engine's command, in place of any other.
    static List<Op> takeKeepingGroups(ProcessSpec process, CapabilitySets sets, List<Op> filter) {
        User user = process.user();
        User alone = new User(user.uid(), user.gid(), user.umask(), List.of());
        return take(process.withUser(alone), sets, false, filter);
    }

    /// The labels while a procfs can still be had; they are for the program alone. The bounding set while the right to
    /// shrink it is still there; groups before the user, for the same reason; the sets after the user, as they take
    /// away the right to change him; no_new_privs last, as nothing needs more rights after it.
    ///
    /// @param setgroups whether the user namespace lets the process choose its groups
    /// @param filter of system calls, where it needs rights that the user may not have
    static List<Op> take(ProcessSpec process, CapabilitySets sets, boolean setgroups, List<Op> filter) {
        User user = process.user();
        List<Op> ops = new ArrayList<>(LabelOps.labels(process.labels()));
        ops.add(new ProcessOp.Umask(user.umask().orElse(DEFAULT_UMASK)));
        ops.add(new ProcessOp.BoundingSet(sets.bounding()));
        if (setgroups || !user.additionalGids().isEmpty()) {
            ops.add(new ProcessOp.Groups(user.additionalGids()));
        }
        ops.addAll(filter);
        ops.add(new ProcessOp.Identity(user.uid(), user.gid()));
        ops.add(new ProcessOp.SetCapabilities(sets.effective(), sets.permitted(), sets.inheritable(), sets.ambient()));
        if (process.noNewPrivileges()) {
            ops.add(new ProcessOp.NoNewPrivileges());
        }
        return ops;
    }
}
