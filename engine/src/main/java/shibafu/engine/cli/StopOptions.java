package shibafu.engine.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ImageDefaults;
import shibafu.engine.lifecycle.StartChoices;
import shibafu.engine.state.ContainerState;

/// How a container is asked to end, and when it is made to: what is not said is the container's own.
final class StopOptions {
    private static final int NO_END_SECONDS = Integer.MAX_VALUE;

    @Option(
            names = {"-t", "--time", "--timeout"},
            paramLabel = "SECONDS",
            description = "Grace time before SIGKILL, -1 for no end (the container's, or 10).")
    private Optional<Integer> seconds = Optional.empty();

    @Option(
            names = {"-s", "--signal"},
            paramLabel = "SIGNAL",
            converter = SignalName.class,
            description = "What to send first (the container's stop signal, or TERM).")
    private Optional<Integer> signal = Optional.empty();

    void stop(Container container) {
        ContainerState state = container.state();
        int usual = Optional.ofNullable(state.annotations().get(ImageDefaults.STOP_SIGNAL))
                .flatMap(SignalName::find)
                .orElse(Container.SIGTERM);
        int grace = seconds.orElseGet(() -> StartChoices.stopSeconds(state.annotations()));
        container.stop(signal.orElse(usual), Duration.ofSeconds(grace < 0 ? NO_END_SECONDS : grace));
    }
}
