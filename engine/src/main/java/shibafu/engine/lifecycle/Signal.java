package shibafu.engine.lifecycle;

import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.ProcessTree;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// `kill`: sends a signal.
record Signal(Parts parts) {
    static final int KILL = 9;
    private static final int TERM = 15;
    private static final int ESRCH = 3;

    /// By a signal that asks for the end, or makes it, a container ends for good.
    void run(ContainerState before, int signal) {
        ContainerState state = signal == KILL || signal == TERM ? endForGood(before) : before;
        ContainerStatus status = parts.status(state);
        if (parts.caller().acted() && status == ContainerStatus.STOPPED) {
            return; // by the signal that the lost engine sent
        }
        if (!status.canSignal()) {
            throw new ShibafuException(
                    "send signal " + signal + " to " + state.id() + ": container not running, it is " + status.word());
        }
        send(state, signal);
        if (signal == KILL && status == ContainerStatus.PAUSED) {
            // On v1 a frozen process dies only when it is thawed.
            new Freeze(parts).thaw(state);
        }
    }

    /// Every process gets it, in whatever state the container is: those of a stopped one may have outlived it.
    void all(ContainerState before, int signal) {
        ContainerState state = signal == KILL || signal == TERM ? endForGood(before) : before;
        every(state, signal);
        if (signal == KILL && parts.status(state) == ContainerStatus.PAUSED) {
            new Freeze(parts).thaw(state);
        }
    }

    /// By its cgroup, or one after the other.
    private void every(ContainerState state, int signal) {
        Optional<ProcessTree> tree = parts.cgroup(state).tree();
        if (tree.isPresent()) {
            tree.get().members().forEach(one -> signal(one, signal));
            return;
        }
        parts.carryOut(PlanCompiler.signalCgroup(parts.cgroups().kill(state.cgroupsPath()), signal));
    }

    /// That it has ended is no matter.
    void signal(ProcessTree.Member one, int signal) {
        try {
            parts.carryOut(PlanCompiler.signal(one.pid(), one.startTime(), signal));
        } catch (LaunchException e) {
            if (e.errno() != ESRCH) {
                throw e;
            }
        }
    }

    private ContainerState endForGood(ContainerState before) {
        new AfterBoot(parts).stopped(before);
        return parts.states().restarts().endForGood(before);
    }

    private void send(ContainerState state, int signal) {
        try {
            if (signal == KILL && !state.pidNamespace()) {
                every(state, signal);
            } else {
                parts.carryOut(
                        PlanCompiler.signal(state.init().pid(), state.init().startTime(), signal));
            }
        } catch (LaunchException e) {
            if (e.errno() != ESRCH) {
                throw e;
            }
            throw new ShibafuException(
                    "send signal " + signal + " to " + state.id() + ": container not running, it has just ended", e);
        }
    }
}
