package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.image.Image;
import shibafu.engine.lifecycle.Commit;
import shibafu.engine.lifecycle.ContainerFactory;

/// `shibafu commit`: a container's changes as an image.
@Command(name = "commit", description = "Make an image of what a container has changed.")
final class CommitCommand extends Verb {
    @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name of a container.")
    private String container = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "Name of the image.")
    private String name = "";

    @Option(
            names = {"-a", "--author"},
            paramLabel = "TEXT",
            description = "Who made it.")
    private String author = "";

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What it is, for its history.")
    private String message = "";

    @Option(
            names = {"-c", "--change"},
            paramLabel = "INSTRUCTION",
            description = "Of a Dockerfile: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, STOPSIGNAL, USER, VOLUME or WORKDIR.")
    private List<String> changes = new ArrayList<>();

    @Option(
            names = {"-p", "--pause"},
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Freeze the container meanwhile (on).")
    private boolean pause;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    @SuppressWarnings("UnusedVariable") // podman's scripts give it
    private boolean quiet;

    @Override
    public Integer call() {
        ContainerFactory factory = factory();
        Image image = new Commit(factory).run(factory.load(container), name, changes, author, message, pause);
        output().line(image.id());
        return 0;
    }
}
