package shibafu.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ProcessConfig;

/// `shibafu run`: makes a container and runs it.
@Command(name = "run", description = "Make a container from an image, and run it.")
final class RunCommand extends Verb {
    @Option(
            names = {"-d", "--detach"},
            description = "Leave it running in the background, and print its name.")
    private boolean detach;

    @Mixin
    private DetachOption leaving = new DetachOption();

    @Mixin
    private ContainerOptions options = new ContainerOptions();

    @Mixin
    private ImageWords words = new ImageWords();

    @Override
    public Integer call() {
        options.supervision.requireDetached(detach);
        ContainerFactory factory = factory();
        ContainerConfig config = options.config(this, factory, words.image, words.command);
        boolean terminal = detach
                ? options.process.tty
                : options.process.terminal(session().request());
        Path log = options.supervision.log(factory.logFile(config.id()));
        ContainerConfig logged = detach && options.supervision.logs() ? config.withLog(log) : config;
        ProcessConfig process = detach
                ? Terminals.detached(terminal, options.process.interactive, log)
                : Terminals.attached(terminal, session().request());
        if (terminal && !detach) {
            leaving.from(session());
        }
        Container container = options.make(this, factory, logged.withTerminal(terminal));
        if (detach) {
            session().promise(container.id() + "\n");
        }
        container.run(process.withInit(options.init));
        if (detach) {
            output().line(container.id());
        }
        return 0;
    }
}
