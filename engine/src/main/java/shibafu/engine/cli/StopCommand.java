package shibafu.engine.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shibafu stop`: asks containers to end, and makes them.
@Command(name = "stop", description = "End containers: SIGTERM, and SIGKILL when the grace time has passed.")
final class StopCommand extends ManyContainers {
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

    @Override
    public Integer call() {
        return each(container -> Starting.stop(container, signal, seconds));
    }
}
