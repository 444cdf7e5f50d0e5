package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.image.ImageStore;
import shibafu.engine.registry.Platform;
import shibafu.engine.registry.Pulled;
import shibafu.engine.registry.Reference;
import shibafu.engine.registry.Registries;

/// `shibafu pull`: an image from a registry.
@Command(name = "pull", description = "Fetch an image from a registry.")
class PullCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "[REGISTRY/]REPOSITORY[:TAG][@DIGEST]; short names are looked up as registries.conf says.")
    private String name = "";

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Of a list of images, take that for another machine.")
    private Optional<String> platform = Optional.empty();

    @Option(
            names = "--layout",
            paramLabel = "DIR",
            description = "Write it there, as an OCI image layout, instead of to the images.")
    private Optional<Path> layout = Optional.empty();

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Override
    public Integer call() {
        RegistryOptions.endWithCaller(session());
        Reference reference = Reference.parse(name);
        Platform wanted = platform.map(Platform::parse).orElseGet(Platform::host);
        Registries registries = transfer.open(session());
        ImagePull pull = new ImagePull(session(), registries, transfer);
        Path directory = Path.of(session().request().workingDirectory());
        ImageStore images = factory().images();
        Pulled pulled = layout.isPresent()
                ? pull.toLayout(reference, wanted, directory.resolve(layout.get()), images)
                : pull.toStore(reference, wanted, images);
        output().line(pulled.reference().name() + "@" + pulled.manifest());
        return 0;
    }
}
