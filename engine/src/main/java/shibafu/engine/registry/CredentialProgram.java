package shibafu.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.ProgramInput;

/// Runs `docker-credential-NAME get`, docker's protocol for programs that keep passwords: the registry
/// on standard input,
/// `{"Username", "Secret"}` back.
///
/// @param environment of whoever asks: its `PATH` finds the program, and it gets all of it
public record CredentialProgram(Map<String, String> environment) {
    private static final int PATIENCE_SECONDS = 60;

    public CredentialProgram {
        environment = Map.copyOf(environment);
    }

    /// @return empty if it knows nothing of that registry
    Optional<Credentials> get(String name, String server) {
        String program = "docker-credential-" + name;
        Path path = find(program)
                .orElseThrow(() -> new RegistryException("run " + program + ": it is in no folder of PATH:"
                        + " install it, or take it out of the file of credentials"));
        try {
            ProcessBuilder builder = new ProcessBuilder(path.toString(), "get");
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            ProgramInput.give(process, (server + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] answer = process.getInputStream().readAllBytes();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new RegistryException("run " + path + ": it did not end in " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue() == 0 ? Optional.of(parse(answer)) : unknown(path, answer);
        } catch (IOException e) {
            throw new RegistryException("run " + path + ": " + IoReason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("run " + path + ": interrupted", e);
        }
    }

    private static Credentials parse(byte[] answer) {
        JsonNode root = Json.lenient(answer);
        String user = root.path("Username").asText();
        String secret = root.path("Secret").asText();
        return user.equals("<token>") ? new Credentials.IdentityToken(secret) : new Credentials.Password(user, secret);
    }

    private static Optional<Credentials> unknown(Path path, byte[] answer) {
        String words = new String(answer, StandardCharsets.UTF_8).strip();
        if (words.contains("credentials not found")) {
            return Optional.empty();
        }
        throw new RegistryException("run " + path + ": it failed: " + words);
    }

    private Optional<Path> find(String program) {
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
