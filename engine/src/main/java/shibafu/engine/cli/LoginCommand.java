package shibafu.engine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;

/// `shibafu login`: credentials for a registry, tried there and then kept.
@Command(name = "login", description = "Log in to a registry: try a name and a password there, and keep them.")
final class LoginCommand extends Verb {
    private static final int LONGEST = 64 << 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "REGISTRY", arity = "0..1", description = "Host, and port if it has one (docker.io).")
    private String registry = "docker.io";

    @Option(
            names = {"-u", "--username"},
            paramLabel = "NAME",
            required = true,
            description = "Name of the user.")
    private String user = "";

    @Option(
            names = {"-p", "--password"},
            paramLabel = "PASSWORD",
            description = "The password; others on this machine can see it here.")
    private Optional<String> password = Optional.empty();

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean standardInput;

    @Mixin
    private RegistryOptions options = new RegistryOptions();

    @Override
    public Integer call() {
        RegistryOptions.endWithCaller(session());
        if (password.isPresent() == standardInput) {
            throw new ParameterException(spec.commandLine(), "say either --password-stdin or --password PASSWORD");
        }
        options.open(session()).login(registry, user, password.orElseGet(this::readPassword));
        output().line("Login Succeeded!");
        return 0;
    }

    private String readPassword() {
        Path input = session().request().standardInput();
        try (var stream = Files.newInputStream(input)) {
            byte[] bytes = stream.readNBytes(LONGEST);
            return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
        } catch (IOException e) {
            throw new ShibafuException("read the password from standard input: " + IoReason.of(e), e);
        }
    }
}
