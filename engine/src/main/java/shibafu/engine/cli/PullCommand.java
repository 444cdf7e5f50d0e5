package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.image.ImageStore;
import shibafu.engine.registry.DownloadCache;
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
            required = true,
            description = "Where to write it to, as an OCI image layout.")
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
        Reference reference = Reference.parse(name);
        Platform wanted = platform.map(Platform::parse).orElseGet(Platform::host);
        Registries registries = registry.open(session());
        Registries asked = credentials.map(registries::as).orElse(registries);
        Path directory = Path.of(session().request().workingDirectory());
        DownloadCache cache = new DownloadCache(ImageStore.DEFAULT_ROOT.resolve(".downloads"));
        Pulled pulled;
        try (TransferBars bars = TransferBars.show(session(), quiet)) {
            Path to = directory.resolve(layout);
            pulled = asked.pull(reference, wanted, to, cache, digest -> false, bars, kept -> {});
        }
        output().line(pulled.reference().name() + "@" + pulled.manifest());
        return 0;
    }
}
