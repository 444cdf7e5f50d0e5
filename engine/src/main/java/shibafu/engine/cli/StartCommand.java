package shibafu.engine.cli;

import picocli.CommandLine.Command;

/// `shibafu start`: lets containers run that were created, or have stopped.
@Command(name = "start", description = "Start containers that were created or have stopped; what they wrote is kept.")
final class StartCommand extends ManyContainers {
    @Override
    public Integer call() {
        return each(new Starting(factory())::start);
    }
}
