package shibafu.engine.cli;

import picocli.CommandLine.Command;
import shibafu.engine.lifecycle.Container;

/// `shibafu resume`: thaws containers.
@Command(
        name = "resume",
        aliases = {"unpause"},
        description = "Thaw containers that were paused.")
final class ResumeCommand extends ManyContainers {
    @Override
    public Integer call() {
        return each(Container::resume);
    }
}
