package shibafu.engine.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.plan.Op;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecException;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.PastRun;
import shibafu.engine.state.StateLock;

/// `delete`: removes all that was made for a container.
record Destroy(Parts parts) {
    private static final Duration DEATH = Duration.ofSeconds(10);

    /// @param volumes whether the volumes without a name that nobody else has go too
    void run(Container container, boolean force, boolean volumes) {
        ContainerState state = container.state();
        ContainerStatus status = parts.status(state);
        if (!force) {
            refuse(state, status);
        }
        if (state.restarts()) {
            stopRestarting(state);
        } else if (status.canSignal() && !endsWithItsCgroup(state, status)) {
            end(state);
        }
        List<String> anonymous = volumes ? new Volumes(parts).anonymous(state.id()) : List.of();
        try (StateLock lock = parts.states().lock(state.id())) {
            Optional<ContainerState> now = parts.states().find(state.id());
            if (now.isEmpty()) {
                parts.names().forget(state.name(), state.id()); // which who was faster may have left: a supervisor
            } else {
                if (!force) {
                    refuseStarted(state, now.get());
                }
                remove(lock, now.get());
            }
            parts.volumes().removeUnused(anonymous);
            parts.states().launches().forget(state.id(), parts.later().soon());
        }
    }

    private static void refuse(ContainerState state, ContainerStatus status) {
        if (!status.canDelete() && status != ContainerStatus.CREATING) {
            throw new ShibafuException("cannot delete container " + state.id() + " that is not stopped: "
                    + status.word() + "; stop it first, or use --force");
        }
    }

    /// It may have been started while we waited, or be about to be: what has a new process that waits for its start.
    private void refuseStarted(ContainerState seen, ContainerState now) {
        ContainerStatus status = parts.status(now);
        refuse(now, status);
        boolean again = PastRun.before(now).isPresent() && !now.init().equals(seen.init());
        if (again && status == ContainerStatus.CREATED) {
            throw new ShibafuException("cannot delete container " + now.id() + " that is not stopped: it is being"
                    + " started again; stop it first, or use --force");
        }
    }

    /// Its supervisor must not run it again meanwhile.
    private void stopRestarting(ContainerState before) {
        ContainerState state = parts.states().restarts().endForGood(before);
        if (parts.status(state) != ContainerStatus.STOPPED) {
            end(state);
        }
    }

    /// Whether it is enough that [#remove] kills all in its cgroup: nobody is to be waited for who records its end, and
    /// on v1 a frozen process dies only when it is thawed.
    private boolean endsWithItsCgroup(ContainerState state, ContainerStatus status) {
        return status != ContainerStatus.PAUSED && !parts.probe().isAlive(state.supervisor());
    }

    /// Removes what a container left, whether or not it ever ran. Missing pieces are well.
    void remove(StateLock lock, ContainerState state) {
        Optional<Spec> config = readable(state);
        List<Plan> hooks = config.map(spec -> poststop(state, spec)).orElse(List.of());
        List<Op> ops = new ArrayList<>();
        ops.addAll(PlanCompiler.signalCgroup(parts.cgroups().kill(state.cgroupsPath()), Signal.KILL)
                .ops());
        ops.addAll(PlanCompiler.remove(parts.cgroups().remove(state.cgroupsPath()), List.of(), state.ownedPaths())
                .ops());
        config.ifPresent(spec -> ops.addAll(
                PlanCompiler.removeShares(spec.linux(), parts.host(), state.id().value())
                        .ops()));
        parts.carryOut(new Plan(ops));
        if (parts.probe().isAlive(state.init())) {
            end(state); // it has left its cgroup
        }
        parts.scopes().stop(state);
        new Joining(parts).detach(state.id());
        boolean never = state.init().isNone() || state.removeOnExit();
        List<String> volumes = never ? new Volumes(parts).anonymous(state.id()) : List.of();
        parts.states().delete(lock, parts.later().soon());
        parts.names().forget(state.name(), state.id());
        parts.volumes().removeUnused(volumes);
        hooks.forEach(hook -> warnIfFailing(state, hook));
    }

    /// One that cannot be read must not keep its container for ever, and all commands from their work with it.
    private Optional<Spec> readable(ContainerState state) {
        try {
            return parts.findConfig(state.id());
        } catch (SpecException e) {
            Logger.warn("delete {}: its hooks are left out: {}", state.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /// None where the supervisor removes all, and so runs them itself.
    private List<Plan> poststop(ContainerState state, Spec config) {
        boolean bySupervisor = state.removeOnExit() && parts.probe().isAlive(state.supervisor());
        return bySupervisor ? List.of() : PlanCompiler.poststop(config, HookStates.of(state));
    }

    private void warnIfFailing(ContainerState state, Plan hook) {
        try {
            parts.carryOut(hook);
        } catch (LaunchException e) {
            Logger.warn("delete {}: {}", state.id(), e.getMessage());
        }
    }

    /// Removes what is certainly the container's alone: its record and its files.
    void forget(StateLock lock, ContainerState state) {
        parts.carryOut(PlanCompiler.remove(List.of(), List.of(), state.ownedPaths()));
        parts.states().delete(lock, parts.later().soon());
    }

    private void end(ContainerState state) {
        try {
            new Signal(parts).run(state, Signal.KILL);
        } catch (ShibafuException e) {
            // It may have ended by itself in between, which is what we want.
            if (parts.status(state).canSignal()) {
                throw e;
            }
        }
        try {
            new Await(parts).run(state, Optional.of(DEATH));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (parts.status(state).canSignal()) {
            throw new ShibafuException(
                    "delete " + state.id() + ": process " + state.init().pid() + " has not ended "
                            + DEATH.toSeconds() + " s after SIGKILL; it hangs in the kernel (see /proc/"
                            + state.init().pid()
                            + "/stack)");
        }
    }
}
