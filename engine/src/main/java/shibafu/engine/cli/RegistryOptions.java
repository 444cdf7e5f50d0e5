package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import shibafu.engine.launch.FrontRequest;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.registry.AuthFile;
import shibafu.engine.registry.Registries;

/// How to ask registries.
final class RegistryOptions {
    @Option(names = "--authfile", paramLabel = "FILE", description = "File of credentials, instead of the usual ones.")
    private Optional<Path> authFile = Optional.empty();

    @Option(
            names = "--tls-verify",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Whether to insist on HTTPS and a trusted certificate (as registries.conf says).")
    private Optional<Boolean> tlsVerify = Optional.empty();

    AuthFile auth(FrontSession session) {
        FrontRequest request = session.request();
        AuthFile usual = AuthFile.of(request.environment(), request.uid());
        Path directory = Path.of(request.workingDirectory());
        return authFile.map(file -> new AuthFile(List.of(directory.resolve(file)), usual.helpers()))
                .orElse(usual);
    }

    Registries open(FrontSession session) {
        return Registries.open(session.request().environment(), auth(session), tlsVerify);
    }

    /// What takes long ends with whoever asked for it.
    static void endWithCaller(FrontSession session) {
        session.onHangup(() -> Runtime.getRuntime().halt(Shibafu.ENGINE_FAILED));
    }
}
