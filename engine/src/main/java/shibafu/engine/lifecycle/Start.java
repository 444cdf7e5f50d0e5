package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.StateLock;

/// `start`: lets the process of a created container run its program.
record Start(Parts parts) {
    /// @param notify whether somebody will listen on the notification socket
    /// @return whether there is one
    @SuppressWarnings("try") // the lock is held, not used
    boolean run(Container container, boolean notify) {
        ContainerState state = container.state();
        Optional<Path> socket = notify ? new Notify(parts).socket(state.id()) : Optional.empty();
        try (StateLock lock = parts.states().lock(state.id())) {
            ContainerStatus status = parts.status(state);
            boolean started = parts.caller().acted() && status == ContainerStatus.RUNNING;
            if (!started && !status.canStart()) {
                throw new ShibafuException("start " + state.id() + ": cannot start "
                        + (status == ContainerStatus.STOPPED
                                ? "a container that has stopped; delete it and create it anew"
                                : "an already " + status.word() + " container"));
            }
            if (!started) {
                release(state, socket);
                new AfterBoot(parts).started(state);
            }
        }
        poststart(container, state);
        return socket.isPresent();
    }

    private void release(ContainerState state, Optional<Path> socket) {
        parts.carryOut(PlanCompiler.start(parts.states().fifo(state.id()), socket));
    }

    /// One that fails stops the container, which is deleted then (runtime-spec, runtime.md, "Lifecycle"). The lock is
    /// free meanwhile: a hook may well call the runtime.
    private void poststart(Container container, ContainerState state) {
        Plan hooks = parts.findConfig(state.id())
                .map(config -> PlanCompiler.poststart(
                        config, HookStates.of(state), state.init().pid()))
                .orElse(new Plan(List.of())); // it has ended already, and went with its record
        try {
            parts.carryOut(hooks);
        } catch (LaunchException e) {
            new Destroy(parts).run(container, true, false);
            throw e;
        }
    }
}
