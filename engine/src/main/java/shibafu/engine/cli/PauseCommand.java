package shibafu.engine.cli;

import picocli.CommandLine.Command;
import shibafu.engine.lifecycle.Container;

/// `shibafu pause`: freezes containers.
@Command(name = "pause", description = "Freeze every process of containers.")
final class PauseCommand extends ManyContainers {
    @Override
    public Integer call() {
        return each(Container::pause);
    }
}
