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
            case CREATED -> {
                if (container.neighbours().leaveOld()) {
                    again(container, true);
                } else {
                    container.exec();
                }
            }
            case STOPPED -> again(container, true);
            case RUNNING, RESTARTING -> {}
            case CREATING, PAUSED ->
                throw new ShibafuException("start " + container.id() + ": cannot start a " + status.word()
                        + " container" + (status == ContainerStatus.PAUSED ? "; resume it instead" : ""));
        }
    }

    /// Makes the process of one that has stopped, or that waits beside others which have ended since: it then waits
    /// as that of a new container does, and who attaches to it sees the one that will run.
    void prepare(Container container) {
        ContainerStatus status = container.status();
        if (status == ContainerStatus.STOPPED
                || (status == ContainerStatus.CREATED && container.neighbours().leaveOld())) {
            again(container, false);
        }
    }

    private void again(Container container, boolean runs) {
        ContainerState state = container.state();
        StartChoices choices = StartChoices.of(state.annotations());
        Path log = choices.logs() ? state.log().orElseGet(() -> factory.logFile(state.id())) : Path.of("/dev/null");
        ProcessConfig process =
                Terminals.detached(state.terminal(), choices.input(), log).withInit(choices.init());
        container.startAgain(process, Optional.of(log).filter(file -> choices.logs()), runs);
    }
}
