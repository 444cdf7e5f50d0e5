package shibafu.engine.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.registry.Registries;

/// How to fetch from registries and bring to them.
final class TransferOptions {
    @Option(names = "--creds", paramLabel = "NAME:PASSWORD", description = "Log in with these, and do not keep them.")
    private Optional<String> credentials = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    Registries open(FrontSession session) {
        Registries registries = registry.open(session);
        return credentials.map(registries::as).orElse(registries);
    }

    TransferBars bars(FrontSession session) {
        return TransferBars.show(session, quiet);
    }
}
