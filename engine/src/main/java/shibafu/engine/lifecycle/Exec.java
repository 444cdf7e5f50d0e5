package shibafu.engine.lifecycle;

import java.util.EnumSet;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.launch.Launched;
import shibafu.engine.launch.Launcher;
import shibafu.engine.plan.ExecRequest;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// `exec`: runs one more process in a running container: its cgroup, its namespaces, nothing else of it.
record Exec(Parts parts) {
    ContainerProcess run(Container container, ProcessConfig process) {
        ContainerState state = container.state();
        ContainerStatus status = parts.status(state);
        if (!status.canExec()) {
            throw new ShibafuException("exec in " + state.id() + ": "
                    + (status == ContainerStatus.PAUSED
                            ? "cannot exec in a paused container; resume it first"
                            : "cannot exec in a container that is " + status.word() + ", container not running"));
        }
        Plan plan = PlanCompiler.exec(request(container, state, process));
        Launcher launcher = parts.launchers().open(process.streams());
        try {
            Launched launched = launcher.execute(plan, process.supervise());
            if (process.attached()) {
                launcher.follow();
            }
            return new ContainerProcess(launcher, launched.pid(), launched.startTime());
        } finally {
            launcher.close();
        }
    }

    private ExecRequest request(Container container, ContainerState state, ProcessConfig process) {
        Spec spec = container.config();
        Set<NamespaceType> namespaces = EnumSet.noneOf(NamespaceType.class);
        for (Namespace namespace : spec.linux().namespaces()) {
            namespaces.add(namespace.type());
        }
        ProcessSpec program = process.spec()
                .or(spec::process)
                .orElseThrow(() -> new ShibafuException("exec in " + state.id() + ": no program given"));
        CgroupPlan cgroup = parts.cgroups().plan(state.cgroupsPath(), Resources.NONE);
        return new ExecRequest(
                program,
                state.init().pid(),
                state.init().startTime(),
                namespaces,
                cgroup.join(),
                parts.host(),
                process.stdio(),
                process.init(),
                process.preserveFds());
    }
}
