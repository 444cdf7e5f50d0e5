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

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Override
    public Integer call() {
        RegistryOptions.endWithCaller(session());
        Reference to = Reference.parse(destination);
        Registries registries = transfer.open(session());
        Path directory = Path.of(session().request().workingDirectory());
        Digest digest;
        try (TransferBars bars = transfer.bars(session())) {
            Path from = directory.resolve(layout);
            digest = registries.push(from, to, Optional.empty(), bars);
        }
        output().line(to.name() + "@" + digest);
        return 0;
    }
}
