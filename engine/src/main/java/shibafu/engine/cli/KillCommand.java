package shibafu.engine.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.Container;

/// `shibafu kill`: sends a signal.
@Command(name = "kill", description = "Send a signal to the first process of containers.")
final class KillCommand extends ManyContainers {
    @Option(
            names = {"-s", "--signal"},
            paramLabel = "SIGNAL",
            converter = SignalName.class,
            description = "Name or number (KILL).")
    private Optional<Integer> signal = Optional.empty();

    @Override
    public Integer call() {
        return each(container -> container.signal(signal.orElse(Container.SIGKILL)));
    }
}
