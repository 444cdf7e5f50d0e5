package shibafu.engine.lifecycle;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.Launched;
import shibafu.engine.launch.Launcher;
import shibafu.engine.plan.ExecRequest;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// `exec`: runs one more process in a running container: its cgroup, its namespaces, nothing else of it.
record Exec(Parts parts) {
    ContainerProcess run(Container container, ContainerState state, ProcessConfig process) {
        ContainerStatus status = parts.status(state);
        refuse(state, status, process.ignorePaused());
        Plan plan = PlanCompiler.exec(request(container, state, process));
        Launcher launcher = parts.launchers().open(process.streams());
        try {
            if (process.attached()) {
                launcher.intendToFollow();
            }
            Launched launched = launcher.execute(plan, process.supervise());
            if (process.attached()) {
                launcher.follow();
            }
            return new ContainerProcess(launcher, launched.pid(), launched.startTime());
        } finally {
            launcher.close();
        }
    }

    private static void refuse(ContainerState state, ContainerStatus status, boolean ignorePaused) {
        if (status == ContainerStatus.PAUSED && !ignorePaused) {
            throw new ShibafuException("exec in " + state.id()
                    + ": cannot exec in a paused container (use --ignore-paused to override); resume it first");
        }
        if (status != ContainerStatus.PAUSED && !status.canExec()) {
            throw new ShibafuException("exec in " + state.id() + ": cannot exec in a " + status.word()
                    + " container, container not running");
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
        return new ExecRequest(
                program,
                state.init().pid(),
                state.init().startTime(),
                namespaces,
                parts.cgroups().joinBelow(state.cgroupsPath(), process.subCgroups()),
                parts.host(),
                process.stdio(),
                process.init(),
                process.preserveFds(),
                spec,
                state.id().value(),
                new Filters(parts).of(spec, state, "running", false),
                process.pidfdSocket(),
                state.sharesKeyring() ? Optional.empty() : Optional.of(Create.keyring(state.id())));
    }
}
