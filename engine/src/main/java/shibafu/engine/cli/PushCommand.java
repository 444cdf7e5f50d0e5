package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.registry.Digest;
import shibafu.engine.registry.Reference;
import shibafu.engine.registry.Registries;

/// `shibafu push`: an image to a registry.
@Command(name = "push", description = "Bring an image to a registry.")
class PushCommand extends Verb {
    @Parameters(index = "0", paramLabel = "DESTINATION", description = "REGISTRY/REPOSITORY[:TAG].")
    private String destination = "";

    @Option(
            names = "--layout",
            paramLabel = "DIR",
            required = true,
            description = "The OCI image layout that holds it.")
    private Path layout = Path.of("");

    @Option(names = "--creds", paramLabel = "NAME:PASSWORD", description = "Log in with these, and do not keep them.")
    private Optional<String> credentials = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    @Override
    public Integer call() {
        RegistryOptions.endWithCaller(session());
        Reference to = Reference.parse(destination);
        Registries registries = registry.open(session());
        Registries asked = credentials.map(registries::as).orElse(registries);
        Path directory = Path.of(session().request().workingDirectory());
        Digest digest;
        try (TransferBars bars = TransferBars.show(session(), quiet)) {
            Path from = directory.resolve(layout);
            digest = asked.push(from, to, Optional.empty(), bars);
        }
        output().line(to.name() + "@" + digest);
        return 0;
    }
}
