package shibafu.engine.lifecycle;

import java.util.List;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.criu.CriuCommand;
import shibafu.engine.criu.CriuOptions;
import shibafu.engine.criu.CriuSubject;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.plan.ControlOp;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.StateLock;

/// `checkpoint`: has criu write a container's processes to an image.
record Checkpoint(Parts parts) {
    @SuppressWarnings("try") // the lock is held, not used
    void run(Container container, CriuOptions options) {
        ContainerState state = container.state();
        try (StateLock lock = parts.states().lock(state.id())) {
            Spec spec = container.config();
            refuse(state, spec);
            CriuFiles.makeDirectory(options.images());
            CriuFiles.makeDirectory(options.work());
            Cgroup cgroup = parts.cgroup(state);
            CriuSubject subject = CriuFiles.subject(state.init().pid(), cgroup.directory("freezer"));
            List<String> words = CriuCommand.dump(view(parts, state, spec), subject, options);
            CriuFiles.writeDescriptors(options.images(), subject.descriptors());
            dump(state, words, options);
        }
    }

    static CriuCommand.Container view(Parts parts, ContainerState state, Spec spec) {
        return new CriuCommand.Container(
                spec,
                state.bundle(),
                parts.cgroups()
                        .plan(state.cgroupsPath(), spec.linux().resources())
                        .mounts(),
                CriuFiles.usualConfig());
    }

    private void refuse(ContainerState state, Spec spec) {
        ContainerStatus status = parts.status(state);
        if (status != ContainerStatus.RUNNING && status != ContainerStatus.PAUSED) {
            throw new ShibafuException("checkpoint " + state.id() + ": Container cannot be checkpointed in "
                    + status.word() + " state" + (status == ContainerStatus.CREATED ? "; start it first" : ""));
        }
        if (state.imageRootfs().isPresent()) {
            throw new ShibafuException("checkpoint " + state.id()
                    + ": it stands on an image, and has a supervisor, who cannot be brought back; only containers of a"
                    + " bundle can be written to an image of CRIU's");
        }
        refuseTerminal("checkpoint", state, spec);
    }

    /// Its master would have to be handed over by criu, which does so for nobody but a program that drives it by its
    /// own protocol.
    static void refuseTerminal(String verb, ContainerState state, Spec spec) {
        if (spec.process().map(ProcessSpec::terminal).orElse(false)) {
            throw new ShibafuException(verb + " " + state.id()
                    + ": a container with a terminal can be neither written to an image nor brought back; run it with"
                    + " process.terminal set to false");
        }
    }

    private void dump(ContainerState state, List<String> words, CriuOptions options) {
        try {
            parts.carryOut(PlanCompiler.program(
                    new ControlOp.RunProgram(words, options.statusFd().orElse(0))));
        } catch (LaunchException e) {
            throw new ShibafuException(
                    "checkpoint " + state.id() + ": criu failed: " + e.getMessage()
                            + CriuFiles.why(options.work().resolve("dump.log")),
                    e);
        }
    }
}
