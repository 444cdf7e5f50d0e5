package shibafu.engine.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shibafu restart`: ends containers if they run, and starts them.
@Command(name = "restart", description = "Stop containers if they run, and start them; what they wrote is kept.")
final class RestartCommand extends ManyContainers {
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
        Starting starting = new Starting(factory());
        return each(container -> {
            if (!container.status().canStart()) {
                Starting.stop(container, signal, seconds);
            }
            starting.start(container);
        });
    }
}
