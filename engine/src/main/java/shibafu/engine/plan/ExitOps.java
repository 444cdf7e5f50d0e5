package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.spec.LinuxSpec.NamespaceType;

/// What the supervisor does when the container's first process has ended.
final class ExitOps {
    private ExitOps() {}

    static List<Op> exit(CreateRequest r) {
        if (r.exit().equals(ExitActions.NONE)) {
            return List.of();
        }
        CgroupPlan cgroup = r.cgroup();
        List<Op> ops = new ArrayList<>();
        ops.add(new SectionOp.Exit());
        // With a pid namespace of its own, all its processes end with the first one; without, they would live on.
        if (!NamespaceOps.isNew(r.spec().linux(), NamespaceType.PID)) {
            ops.addAll(CgroupOps.kill(cgroup));
        }
        // Before the cgroup goes, and with it the number of OOM kills.
        String oomFile = cgroup.oomFile().map(Object::toString).orElse("");
        r.exit().exitFile().ifPresent(path -> ops.add(new ControlOp.RecordExit(path.toString(), oomFile)));
        ops.addAll(CgroupOps.remove(cgroup));
        ops.addAll(HostShareOps.removeShares(r));
        r.exit().removeFiles().forEach(path -> ops.add(new ControlOp.RemoveFile(path.toString())));
        r.exit().leave().ifPresent(hook -> ops.addAll(HookOps.atEnd(r, hook)));
        r.exit().removeTrees().forEach(path -> ops.add(new ControlOp.RemoveTree(path.toString())));
        r.exit().forget().ifPresent(forget -> ops.addAll(forget(r, forget)));
        return ops;
    }

    /// Nobody will delete it, so that the hooks which that would run are run here.
    private static List<Op> forget(CreateRequest r, ExitActions.Forget forget) {
        List<Op> ops = new ArrayList<>();
        ops.add(new ControlOp.SetAside(
                forget.record().toString(), forget.aside().toString()));
        ops.addAll(HookOps.afterStop(r));
        ops.add(new SectionOp.Told());
        ops.add(new ControlOp.RemoveTree(forget.aside().toString()));
        return ops;
    }
}
