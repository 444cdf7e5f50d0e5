package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.state.ContainerId;

/// `shibafu create NAME IMAGE [COMMAND]`: makes a container, ready to be started.
@Command(
        name = "create",
        description = "Make a container from an image; start it later.",
        customSynopsis = {
            "shibafu create [OPTIONS] NAME IMAGE [COMMAND...]",
            "       shibafu create [OPTIONS] --name NAME IMAGE [COMMAND...]"
        })
final class CreateCommand extends Verb {
    @Mixin
    private ContainerOptions options = new ContainerOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME IMAGE COMMAND",
            description = "Name, image, then program and arguments (a shell).")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        boolean named = options.isNamed();
        if (!named && words.size() < 2) {
            throw new shibafu.engine.ShibafuException("create needs a name and an image: shibafu create NAME IMAGE "
                    + "[COMMAND...]; got only '" + words.getFirst() + "'");
        }
        if (!named) {
            options.nameIt(new ContainerId(words.getFirst()).value());
        }
        List<String> rest = named ? words : words.subList(1, words.size());
        ContainerFactory factory = factory();
        ContainerConfig config = options.config(this, factory, rest.getFirst(), rest.subList(1, rest.size()));
        Path log = options.supervision.log(factory.logFile(config.id()));
        ContainerConfig logged = options.supervision.logs() ? config.withLog(log) : config;
        Container container = options.make(this, factory, logged.withTerminal(options.process.tty));
        container.start(Terminals.detached(options.process.tty, options.process.interactive, log)
                .withInit(options.init));
        output().line(container.id());
        return 0;
    }
}
