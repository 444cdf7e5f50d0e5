package shibafu.engine.lifecycle;

import shibafu.engine.ShibafuException;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;

/// `run`: start and let go, in one.
record Run(Parts parts) {
    ContainerProcess run(Container container, ProcessConfig process) {
        ContainerState state = container.state();
        if (!state.init().isNone()) {
            return container.start(process);
        }
        Spec spec = container.config();
        if (Create.canRunAtOnce(spec, process)) {
            return new Create(parts, true).run(state, spec, process);
        }
        ContainerProcess started = container.start(process);
        try {
            container.exec();
        } catch (ShibafuException e) {
            container.destroyForcibly();
            throw e;
        }
        return started;
    }
}
