package shibafu.engine.lifecycle;

import shibafu.engine.ShibafuException;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.StateLock;

/// `start`: lets the process of a created container run its program.
record Start(Parts parts) {
    @SuppressWarnings("try") // the lock is held, not used
    void run(Container container) {
        ContainerState state = container.state();
        try (StateLock lock = parts.states().lock(state.id())) {
            ContainerStatus status = parts.status(state);
            if (!status.canStart()) {
                throw new ShibafuException("start " + state.id() + ": cannot start a container that is "
                        + (status == ContainerStatus.STOPPED
                                ? "stopped; delete it and create it anew"
                                : status.word()));
            }
            try (Launcher launcher = parts.launchers().open(Streams.NONE)) {
                launcher.execute(PlanCompiler.start(parts.states().fifo(state.id())), false);
            }
        }
    }
}
