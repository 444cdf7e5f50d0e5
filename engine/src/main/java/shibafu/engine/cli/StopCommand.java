package shibafu.engine.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ImageDefaults;

/// `shibafu stop`: asks containers to end, and makes them.
@Command(name = "stop", description = "End containers: SIGTERM, and SIGKILL when the grace time has passed.")
final class StopCommand extends ManyContainers {
    @Option(
            names = {"-t", "--time"},
            paramLabel = "SECONDS",
            description = "Grace time before SIGKILL (10).")
    private int seconds = 10;

    @Option(
            names = {"-s", "--signal"},
            paramLabel = "SIGNAL",
            converter = SignalName.class,
            description = "What to send first (the image's stop signal, or TERM).")
    private Optional<Integer> signal = Optional.empty();

    @Override
    public Integer call() {
        return each(container -> container.stop(signal.orElseGet(() -> usual(container)), Duration.ofSeconds(seconds)));
    }

    private static int usual(Container container) {
        return Optional.ofNullable(container.state().annotations().get(ImageDefaults.STOP_SIGNAL))
                .flatMap(SignalName::find)
                .orElse(Container.SIGTERM);
    }
}
