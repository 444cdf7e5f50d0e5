package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.image.ImageStore;
import shibafu.engine.registry.DownloadCache;
import shibafu.engine.registry.LayoutPlace;
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
        Path directory = Path.of(session().request().workingDirectory());
        DownloadCache cache = new DownloadCache(ImageStore.DEFAULT_ROOT.resolve(".downloads"));
        Pulled pulled = layout.isPresent()
                ? pull(registries, reference, wanted, directory.resolve(layout.get()), cache, kept -> {})
                : pullImage(registries, reference, wanted, cache);
        output().line(pulled.reference().name() + "@" + pulled.manifest());
        return 0;
    }

    /// On the way it is a layout beside the images, which is gone when the image stands.
    private Pulled pullImage(Registries registries, Reference reference, Platform wanted, DownloadCache cache) {
        try (LayoutPlace place = cache.place()) {
            return pull(registries, reference, wanted, place.path(), cache, kept -> factory()
                    .images()
                    .importFrom(imageName(kept.reference()), kept.layout()));
        }
    }

    private Pulled pull(
            Registries registries,
            Reference reference,
            Platform wanted,
            Path to,
            DownloadCache cache,
            Consumer<Pulled> keep) {
        try (TransferBars bars = transfer.bars(session())) {
            return registries.pull(reference, wanted, to, cache, digest -> false, bars, keep);
        }
    }

    /// Of one that was asked for by its digest, the repository.
    private static String imageName(Reference full) {
        return full.name() + full.tag().map(tag -> ":" + tag).orElse("");
    }
}
