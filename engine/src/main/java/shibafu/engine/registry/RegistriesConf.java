package shibafu.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.disk.IoReason;

/// What this machine says of registries: containers-registries.conf(5), version 2.
///
/// @param search where short names are looked for, in order
/// @param registries by what their names begin with
/// @param aliases full names by short names
record RegistriesConf(List<String> search, Map<String, Registry> registries, Map<String, String> aliases) {
    private static final TomlMapper TOML = new TomlMapper();

    RegistriesConf {
        search = List.copyOf(search);
        registries = Map.copyOf(registries);
        aliases = Map.copyOf(aliases);
    }

    /// One `[[registry]]`.
    ///
    /// @param prefix of the names it is about: a registry, a repository or a folder; `*.example.com` for all below
    /// @param location what stands in the prefix's place when asked
    /// @param insecure empty where the file does not say
    record Registry(
            String prefix,
            String location,
            Optional<Boolean> insecure,
            boolean blocked,
            boolean mirrorByDigestOnly,
            List<Mirror> mirrors) {
        Registry {
            mirrors = List.copyOf(mirrors);
        }
    }

    /// One `[[registry.mirror]]`, asked before the registry itself.
    ///
    /// @param pullFrom `all`, `digest-only` or `tag-only`
    record Mirror(String location, boolean insecure, String pullFrom) {}

    /// Reads the files that count: the system's or the user's, then those in the folders beside it, by name.
    ///
    /// @param environment of whoever asks: `CONTAINERS_REGISTRIES_CONF`, `HOME`
    /// @param etc where the system's are, `/etc/containers`
    /// @throws RegistryException if one cannot be read; says which, and at which line
    static RegistriesConf read(Map<String, String> environment, Path etc) {
        Optional<Path> user = Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".config")))
                .map(folder -> folder.resolve("containers"));
        List<Path> files = new ArrayList<>();
        Optional<Path> named = Optional.ofNullable(environment.get("CONTAINERS_REGISTRIES_CONF"))
                .map(Path::of);
        Optional<Path> own =
                user.map(folder -> folder.resolve("registries.conf")).filter(Files::isRegularFile);
        files.add(named.or(() -> own).orElse(etc.resolve("registries.conf")));
        files.addAll(dropIns(etc.resolve("registries.conf.d")));
        user.ifPresent(folder -> files.addAll(dropIns(folder.resolve("registries.conf.d"))));
        Collected all = new Collected(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Path file : files) {
            if (Files.exists(file) || named.filter(file::equals).isPresent()) {
                read(file, all);
            }
        }
        return new RegistriesConf(all.search, all.registries, all.aliases);
    }

    /// What later files add to, and overrule.
    private record Collected(List<String> search, Map<String, Registry> registries, Map<String, String> aliases) {}

    private static List<Path> dropIns(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(); // most have none
        }
    }

    private static void read(Path file, Collected all) {
        try {
            JsonNode root = TOML.readTree(Files.readAllBytes(file));
            if (root.path("registries").isObject()) {
                throw new IOException(
                        "it is of version 1: write unqualified-search-registries and [[registry]] instead");
            }
            JsonNode search = root.path("unqualified-search-registries");
            if (search.isArray()) {
                all.search.clear();
                search.forEach(name -> all.search.add(name.asText()));
            }
            for (JsonNode node : root.path("registry")) {
                Registry registry = registry(node);
                all.registries.put(registry.prefix, registry);
            }
            for (Map.Entry<String, JsonNode> alias : root.path("aliases").properties()) {
                all.aliases.put(alias.getKey(), alias.getValue().asText());
            }
        } catch (JsonProcessingException e) {
            throw new RegistryException("read " + file + ": " + Json.reason(e), e);
        } catch (IOException e) {
            throw new RegistryException("read " + file + ": " + IoReason.of(e), e);
        }
    }

    private static Registry registry(JsonNode node) throws IOException {
        String location = node.path("location").asText();
        String prefix = node.path("prefix").asText(location);
        if (prefix.isEmpty() || (location.isEmpty() && !prefix.startsWith("*."))) {
            throw new IOException("a [[registry]] needs a location, and may have a prefix");
        }
        List<Mirror> mirrors = new ArrayList<>();
        for (JsonNode mirror : node.path("mirror")) {
            mirrors.add(new Mirror(
                    mirror.path("location").asText(),
                    mirror.path("insecure").asBoolean(),
                    mirror.path("pull-from-mirror").asText("all")));
        }
        return new Registry(
                prefix,
                location,
                node.has("insecure") ? Optional.of(node.path("insecure").asBoolean()) : Optional.empty(),
                node.path("blocked").asBoolean(),
                node.path("mirror-by-digest-only").asBoolean(),
                mirrors);
    }

    /// What is said of a name, by the longest prefix that it has.
    Optional<Registry> of(Reference reference) {
        return registries.values().stream()
                .filter(one -> matches(one.prefix, reference))
                .max(Comparator.comparingInt(one -> one.prefix.length()));
    }

    private static boolean matches(String prefix, Reference reference) {
        String name = reference.name();
        if (prefix.startsWith("*.")) {
            return reference.registry().orElse("").endsWith(prefix.substring(1));
        }
        // A prefix ends where a name can: quay.io/foo is none of quay.io/foobar.
        return name.equals(prefix)
                || name.startsWith(prefix + "/")
                || prefix.equals(name + ":" + reference.tag().orElse("latest"));
    }
}
