package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `shibafu stop`: asks containers to end, and makes them.
@Command(name = "stop", description = "End containers: SIGTERM, and SIGKILL when the grace time has passed.")
final class StopCommand extends ManyContainers {
    @Mixin
    private StopOptions stopping = new StopOptions();

    @Override
    public Integer call() {
        return each(stopping::stop);
    }
}
