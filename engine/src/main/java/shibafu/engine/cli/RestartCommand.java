package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `shibafu restart`: ends containers if they run, and starts them.
@Command(name = "restart", description = "Stop containers if they run, and start them; what they wrote is kept.")
final class RestartCommand extends ManyContainers {
    @Mixin
    private StopOptions stopping = new StopOptions();

    @Override
    public Integer call() {
        return eachRuns((starting, container) -> {
            if (!container.status().canStart()) {
                stopping.stop(container);
            }
            starting.start(container);
        });
    }
}
