package shibafu.engine.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ImageDefaults;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.lifecycle.StartChoices;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// How a container is started and stopped where nothing else is asked for: as was said when it was made.
record Starting(ContainerFactory factory) {
    private static final int NO_END_SECONDS = Integer.MAX_VALUE;

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

    /// Ends it.
    ///
    /// @param signal empty: its own stop signal
    /// @param seconds before it is killed; negative for no end; empty: its own
    static void stop(Container container, Optional<Integer> signal, Optional<Integer> seconds) {
        ContainerState state = container.state();
        int usual = Optional.ofNullable(state.annotations().get(ImageDefaults.STOP_SIGNAL))
                .flatMap(SignalName::find)
                .orElse(Container.SIGTERM);
        int grace = seconds.orElseGet(() -> StartChoices.stopSeconds(state.annotations()));
        container.stop(signal.orElse(usual), Duration.ofSeconds(grace < 0 ? NO_END_SECONDS : grace));
    }
}
