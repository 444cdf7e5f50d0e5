package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.lifecycle.StartChoices;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// How a container is started where nothing else is asked for: as was said when it was made.
record Starting(ContainerFactory factory) {
    /// Lets it run, for the first time or once more; one that runs goes on.
    void start(Container container) {
        ContainerStatus status = container.status();
        switch (status) {
            case CREATED -> container.exec();
            case STOPPED -> again(container);
            case RUNNING, RESTARTING -> {}
            case CREATING, PAUSED ->
                throw new ShibafuException("start " + container.id() + ": cannot start a " + status.word()
                        + " container" + (status == ContainerStatus.PAUSED ? "; resume it instead" : ""));
        }
    }

    private void again(Container container) {
        ContainerState state = container.state();
        StartChoices choices = StartChoices.of(state.annotations());
        Path log = choices.logs() ? state.log().orElseGet(() -> factory.logFile(state.id())) : Path.of("/dev/null");
        ProcessConfig process =
                Terminals.detached(state.terminal(), choices.input(), log).withInit(choices.init());
        container.runAgain(process, Optional.of(log).filter(file -> choices.logs()));
    }
}
