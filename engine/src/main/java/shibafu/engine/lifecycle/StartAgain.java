package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Op;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.PastRun;
import shibafu.engine.state.StateLock;

/// `start` of a container that has stopped: a new process, by the same configuration, over what the last one wrote.
record StartAgain(Parts parts) {
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final int PAUSE_MILLIS = 5;

    ContainerProcess run(Container container, ProcessConfig process, Optional<Path> log, boolean runs) {
        awaitEnd(container.state());
        Spec spec = container.config();
        boolean atOnce = runs && Create.canRunAtOnce(spec, process);
        ContainerProcess started = launch(container.state(), spec, process, log, atOnce);
        if (runs && !atOnce) {
            container.exec();
        }
        return started;
    }

    /// Its supervisor may have the cgroup and the networks yet to give back.
    private void awaitEnd(ContainerState state) {
        long began = System.nanoTime();
        while (parts.probe().isAlive(state.supervisor()) && System.nanoTime() - began < ENDING.toNanos()) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ShibafuException("start " + state.id() + " again: interrupted", e);
            }
        }
    }

    private ContainerProcess launch(
            ContainerState seen, Spec spec, ProcessConfig process, Optional<Path> log, boolean atOnce) {
        try (StateLock lock = parts.states().lock(seen.id())) {
            ContainerState stopped = parts.states().load(seen.id());
            ContainerStatus status = parts.status(stopped);
            if (status != ContainerStatus.STOPPED) {
                throw new ShibafuException(
                        "start " + stopped.id() + ": cannot start an already " + status.word() + " container");
            }
            clear(stopped, spec);
            new Create(parts).refuseOccupiedCgroup(stopped);
            PastRun.forget(lock, parts.states());
            ContainerState again = PastRun.again(stopped, parts.creator());
            ContainerState logged =
                    log.map(file -> again.change().log(file).build()).orElse(again);
            parts.states().save(lock, logged);
            try {
                ContainerProcess started = new Create(parts, atOnce).again(lock, logged, spec, process);
                new AfterBoot(parts).keep(logged, process, !atOnce);
                return started;
            } catch (ShibafuException e) {
                undo(lock, logged);
                throw e;
            }
        }
    }

    /// Back to a container that has stopped, with all it wrote.
    void undo(StateLock lock, ContainerState begun) {
        parts.carryOut(PlanCompiler.signalCgroup(parts.cgroups().kill(begun.cgroupsPath()), Signal.KILL));
        clear(begun, parts.config(begun.id()));
        PastRun.forget(lock, parts.states());
        PastRun.before(begun).ifPresent(before -> parts.states().save(lock, before));
    }

    /// What the last run has of the host's: its counters must not go on, nor its addresses be kept.
    private void clear(ContainerState state, Spec spec) {
        new Joining(parts).detach(state.id());
        List<Op> ops =
                new ArrayList<>(PlanCompiler.remove(parts.cgroups().remove(state.cgroupsPath()), List.of(), List.of())
                        .ops());
        ops.addAll(
                PlanCompiler.removeShares(spec.linux(), parts.host(), state.id().value())
                        .ops());
        parts.carryOut(new Plan(ops));
    }
}
