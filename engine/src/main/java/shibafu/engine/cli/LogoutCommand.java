package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.registry.AuthFile;

/// `shibafu logout`: credentials forgotten.
@Command(name = "logout", description = "Log out of a registry: forget the name and password kept for it.")
final class LogoutCommand extends Verb {
    @Parameters(paramLabel = "REGISTRY", arity = "0..1", description = "Host, and port if it has one (docker.io).")
    private String registry = "docker.io";

    @Option(
            names = {"-a", "--all"},
            description = "Log out of all registries.")
    private boolean all;

    @Mixin
    private RegistryOptions options = new RegistryOptions();

    @Override
    public Integer call() {
        session().needsOwnEngine();
        AuthFile auth = options.auth(session());
        if (all) {
            auth.removeAll();
            output().line("Removed login credentials for all registries");
        } else if (auth.remove(registry)) {
            output().line("Removed login credentials for " + registry);
        } else {
            throw new ShibafuException("log out of " + registry + ": not logged in there");
        }
        return 0;
    }
}
