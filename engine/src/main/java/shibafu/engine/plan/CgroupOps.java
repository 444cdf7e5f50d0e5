package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.cgroup.CgroupJoin;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.cgroup.CgroupWrite;

/// The container's cgroups.
final class CgroupOps {
    private static final int SIGKILL = 9;

    private CgroupOps() {}

    /// Makes them with all limits, so that no process is ever in them without.
    static List<Op> make(CgroupPlan cgroup) {
        List<Op> ops = new ArrayList<>();
        cgroup.directories().forEach(path -> ops.add(new HostOp.MakeDir(path.toString(), 0755)));
        cgroup.parentWrites().forEach(write -> ops.add(write(write)));
        cgroup.writes().forEach(write -> ops.add(write(write)));
        cgroup.deviceProgram().ifPresent(program -> ops.add(deviceFilter(cgroup.join(), program)));
        return ops;
    }

    private static Op write(CgroupWrite write) {
        return new HostOp.WriteFile(write.file().toString(), write.value(), write.optional());
    }

    private static Op deviceFilter(CgroupJoin join, byte[] program) {
        String path = join.v2()
                .orElseThrow(() -> new PlanException("attach device program: the container has no v2 cgroup"))
                .toString();
        return new HostOp.DeviceFilter(path, Bytes.of(program));
    }

    /// Opens them on the host: v2's for clone3(2), v1's for the process itself to write to.
    static List<Op> open(CgroupJoin join) {
        List<Op> ops = new ArrayList<>();
        join.v1().forEach(path -> ops.add(new HostOp.OpenCgroup(path.toString())));
        join.v2().ifPresent(path -> ops.add(new HostOp.IntoCgroup(path.toString())));
        return ops;
    }

    /// The first thing that a new process does; into v2's it was born.
    static List<Op> enter(CgroupJoin join) {
        return join.v1().isEmpty() ? List.of() : List.of(new ProcessOp.JoinCgroups());
    }

    /// Kills what is left in them.
    static List<Op> kill(CgroupPlan cgroup) {
        List<Op> ops = new ArrayList<>();
        cgroup.kill().forEach(path -> ops.add(new ControlOp.SignalCgroup(path.toString(), SIGKILL)));
        return ops;
    }

    static List<Op> remove(CgroupPlan cgroup) {
        List<Op> ops = new ArrayList<>();
        cgroup.remove().forEach(path -> ops.add(new ControlOp.RemoveCgroup(path.toString())));
        return ops;
    }
}
