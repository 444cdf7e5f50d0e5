package shibafu.engine.cli;

import picocli.CommandLine.Command;
import shibafu.engine.lifecycle.Container;

/// `shibafu start`: lets created containers run.
@Command(name = "start", description = "Start containers that were created.")
final class StartCommand extends ManyContainers {
    @Override
    public Integer call() {
        return each(Container::exec);
    }
}
