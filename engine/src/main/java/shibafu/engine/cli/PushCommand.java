package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.image.ImageStore;
import shibafu.engine.image.SavedForm;
import shibafu.engine.registry.Digest;
import shibafu.engine.registry.DownloadCache;
import shibafu.engine.registry.LayoutPlace;
import shibafu.engine.registry.Reference;
import shibafu.engine.registry.Registries;

/// `shibafu push`: an image to a registry.
@Command(name = "push", description = "Bring an image to a registry.")
class PushCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "Name of an image, which says where to; with --layout only that: REGISTRY/REPOSITORY[:TAG].")
    private String image = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DESTINATION",
            description = "Where to, if not where the image's name says.")
    private Optional<String> destination = Optional.empty();

    @Option(
            names = "--layout",
            paramLabel = "DIR",
            description = "The OCI image layout that holds it, instead of the images.")
    private Optional<Path> layout = Optional.empty();

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Override
    public Integer call() {
        RegistryOptions.endWithCaller(session());
        Reference to = Reference.parse(destination.orElse(image));
        Registries registries = transfer.open(session());
        Digest digest = layout.isPresent()
                ? push(
                        registries,
                        Path.of(session().request().workingDirectory()).resolve(layout.get()),
                        to)
                : pushImage(registries, to);
        output().line(to.name() + "@" + digest);
        return 0;
    }

    /// On the way it is a layout beside the images.
    private Digest pushImage(Registries registries, Reference to) {
        ImageStore images = factory().images();
        try (LayoutPlace place = new DownloadCache(images.downloads()).place()) {
            images.archives().saveTo(List.of(image), SavedForm.OCI, place.path());
            return push(registries, place.path(), to);
        }
    }

    private Digest push(Registries registries, Path from, Reference to) {
        try (TransferBars bars = transfer.bars(session())) {
            return registries.push(from, to, Optional.empty(), bars);
        }
    }
}
