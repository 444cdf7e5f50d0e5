package shibafu.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;

/// The credentials of a user: containers-auth.json(5), and docker's `config.json`, which is of the same form.
///
/// @param files those that count, the first that knows a registry wins; `login` writes the first
/// @param helpers asks the programs that files name
public record AuthFile(List<Path> files, CredentialProgram helpers) {
    public AuthFile {
        files = List.copyOf(files);
    }

    /// @param environment of whoever asks: `REGISTRY_AUTH_FILE`, `XDG_RUNTIME_DIR`, `HOME`, `DOCKER_CONFIG`, `PATH`
    public static AuthFile of(Map<String, String> environment, int uid) {
        CredentialProgram helpers = new CredentialProgram(environment);
        Optional<String> named = Optional.ofNullable(environment.get("REGISTRY_AUTH_FILE"));
        if (named.isPresent()) {
            return new AuthFile(List.of(Path.of(named.get())), helpers);
        }
        List<Path> files = new ArrayList<>();
        Path runtime = Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                .map(folder -> Path.of(folder, "containers"))
                .orElse(Path.of("/run/containers", Integer.toUnsignedString(uid)));
        files.add(runtime.resolve("auth.json"));
        Optional<Path> home = Optional.ofNullable(environment.get("HOME")).map(Path::of);
        Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .map(Path::of)
                .or(() -> home.map(folder -> folder.resolve(".config")))
                .ifPresent(folder -> files.add(folder.resolve("containers/auth.json")));
        Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .map(Path::of)
                .or(() -> home.map(folder -> folder.resolve(".docker")))
                .ifPresent(folder -> files.add(folder.resolve("config.json")));
        return new AuthFile(files, helpers);
    }

    /// What is known for a repository: what is said of it itself, of the folders it is in, or of its registry.
    ///
    /// @throws RegistryException if a file makes no sense, or a helper fails
    Optional<Credentials> find(String registry, String repository) {
        for (Path file : files) {
            JsonNode root = read(file);
            Optional<Credentials> found = stored(file, root, registry, repository)
                    .or(() -> helper(root, registry).flatMap(name -> helpers.get(name, serverName(registry))));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Credentials> stored(Path file, JsonNode root, String registry, String repository) {
        List<String> keys = new ArrayList<>();
        for (String name = registry + "/" + repository; name.contains("/"); ) {
            keys.add(name);
            name = name.substring(0, name.lastIndexOf('/'));
        }
        keys.add(registry);
        keys.add("https://" + registry);
        keys.add(serverName(registry));
        for (String key : keys) {
            JsonNode entry = root.path("auths").path(key);
            Optional<Credentials> found = credentials(file, key, entry);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Credentials> credentials(Path file, String key, JsonNode entry) {
        String token = entry.path("identitytoken").asText();
        if (!token.isEmpty()) {
            return Optional.of(new Credentials.IdentityToken(token));
        }
        String encoded = entry.path("auth").asText();
        if (encoded.isEmpty()) {
            return Optional.empty(); // docker leaves empty entries for what its helper keeps
        }
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                // docker has padded passwords with NUL.
                String password = pair.substring(colon + 1).replaceAll("\0+$", "");
                return Optional.of(new Credentials.Password(pair.substring(0, colon), password));
            }
        } catch (IllegalArgumentException e) {
            throw wrong(file, key, e);
        }
        throw wrong(file, key, new IllegalArgumentException("no colon"));
    }

    private static RegistryException wrong(Path file, String key, Exception cause) {
        return new RegistryException(
                "read " + file + ": auth of " + key + " is not NAME:PASSWORD in Base64: log in anew", cause);
    }

    private static Optional<String> helper(JsonNode root, String registry) {
        String own = root.path("credHelpers").path(registry).asText();
        String all = root.path("credsStore").asText();
        return Optional.of(own.isEmpty() ? all : own).filter(name -> !name.isEmpty());
    }

    /// docker.io's old name, under which docker still keeps what it knows.
    private static String serverName(String registry) {
        return registry.equals(Reference.DOCKER) ? "https://index.docker.io/v1/" : registry;
    }

    /// Keeps credentials for a registry in the first file, mode 0600.
    public void store(String registry, String user, String password) {
        change(root -> {
            String encoded = new Credentials.Password(user, password).encoded();
            root.withObjectProperty("auths").putObject(registry).put("auth", encoded);
            return true;
        });
    }

    /// Forgets those of a registry in the first file.
    ///
    /// @return whether there were any
    public boolean remove(String registry) {
        return change(root -> root.withObjectProperty("auths").remove(registry) != null);
    }

    /// Forgets all in the first file.
    public void removeAll() {
        change(root -> {
            root.putObject("auths");
            return true;
        });
    }

    @FunctionalInterface
    private interface Change {
        boolean apply(ObjectNode root);
    }

    private boolean change(Change change) {
        Path file = files.getFirst();
        JsonNode root = read(file);
        ObjectNode object = root.isObject() ? (ObjectNode) root : Json.MAPPER.createObjectNode();
        boolean changed = change.apply(object);
        if (changed) {
            try {
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                AtomicFile.write(
                        file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(object));
            } catch (IOException e) {
                throw new RegistryException("write " + file + ": " + IoReason.of(e), e);
            }
        }
        return changed;
    }

    private static JsonNode read(Path file) {
        if (!Files.exists(file)) {
            return Json.MAPPER.missingNode();
        }
        try {
            return Json.MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new RegistryException("read " + file + ": " + Json.reason(e), e);
        } catch (IOException e) {
            throw new RegistryException("read " + file + ": " + IoReason.of(e), e);
        }
    }
}
