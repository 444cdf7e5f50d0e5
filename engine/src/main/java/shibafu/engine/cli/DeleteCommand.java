package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;

/// `shibafu delete`: removes containers.
@Command(
        name = "delete",
        aliases = {"rm"},
        description = "Remove containers that have stopped, with all they wrote.")
final class DeleteCommand extends ManyContainers {
    @Option(
            names = {"-f", "--force"},
            description = "Kill those that still run.")
    private boolean force;

    @Option(
            names = {"-v", "--volumes"},
            description = "Remove their volumes too that were given no name.")
    private boolean volumes;

    @Override
    public Integer call() {
        if (volumes) {
            return each(container -> container.destroyWithVolumes(force));
        }
        return each(force ? Container::destroyForcibly : Container::destroy);
    }

    @Override
    boolean isDone(ContainerFactory factory, String name) {
        return session().request().acted() && !factory.exists(name);
    }
}
