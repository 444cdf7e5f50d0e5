package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;

/// `shibafu start`: lets containers run that were created, or have stopped.
@Command(name = "start", description = "Start containers that were created or have stopped; what they wrote is kept.")
final class StartCommand extends ManyContainers {
    @Option(
            names = "--all-restarting",
            description = "Start those with --restart always or unless-stopped that ran before the machine booted.")
    private boolean allRestarting;

    @Option(
            names = {"-a", "--attach"},
            description = "See what it writes from its first byte on, and end with its exit code.")
    private boolean attach;

    @Option(
            names = {"-i", "--interactive"},
            description = "The same, and pass on what is typed.")
    private boolean interactive;

    @Mixin
    private DetachOption detach = new DetachOption();

    @Override
    public Integer call() {
        boolean attached = attach || interactive;
        if (!attached && !allRestarting) {
            return eachRuns(Starting::start);
        }
        session().needsOwnEngine(); // with one that is lost on the way, words or containers would be lost
        if (attached) {
            startAttached();
            return 0;
        }
        return tellEach(factory()::startAfterBoot);
    }

    private void startAttached() {
        ContainerFactory factory = factory();
        Container container = single(factory, "start --attach needs one container");
        Starting starting = new Starting(factory);
        starting.prepare(container);
        session().attachFirst(detach.before(container, interactive));
        starting.start(container);
    }
}
