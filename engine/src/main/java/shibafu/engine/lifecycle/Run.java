package shibafu.engine.lifecycle;

import shibafu.engine.ShibafuException;

/// `run`: start and let go, in one.
record Run(Parts parts) {
    ContainerProcess run(Container container, ProcessConfig process) {
        boolean first = container.state().init().isNone();
        ContainerProcess started = container.start(process);
        if (!first) {
            return started;
        }
        try {
            container.exec();
        } catch (ShibafuException e) {
            container.destroyForcibly();
            throw e;
        }
        return started;
    }
}
