package shibafu.engine.lifecycle;

import java.util.List;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.Streams;
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
            parts.cgroup(state).thaw();
        }
    }

    /// Every process gets it, in whatever state the container is: those of a stopped one may have outlived it.
    void all(ContainerState before, int signal) {
        ContainerState state = signal == KILL || signal == TERM ? endForGood(before) : before;
        try (Launcher launcher = parts.launchers().open(Streams.NONE)) {
            launcher.execute(PlanCompiler.signalCgroup(kill(state), signal), false);
        }
        if (signal == KILL && parts.status(state) == ContainerStatus.PAUSED) {
            parts.cgroup(state).thaw();
        }
    }

    private ContainerState endForGood(ContainerState before) {
        new AfterBoot(parts).stopped(before);
        return parts.states().restarts().endForGood(before);
    }

    private void send(ContainerState state, int signal) {
        boolean all = signal == KILL && !state.pidNamespace();
        try (Launcher launcher = parts.launchers().open(Streams.NONE)) {
            launcher.execute(
                    all
                            ? PlanCompiler.signalCgroup(kill(state), signal)
                            : PlanCompiler.signal(
                                    state.init().pid(), state.init().startTime(), signal),
                    false);
        } catch (LaunchException e) {
            if (e.errno() != ESRCH) {
                throw e;
            }
            throw new ShibafuException(
                    "send signal " + signal + " to " + state.id() + ": container not running, it has just ended", e);
        }
    }

    private List<java.nio.file.Path> kill(ContainerState state) {
        return parts.cgroups().kill(state.cgroupsPath());
    }
}
