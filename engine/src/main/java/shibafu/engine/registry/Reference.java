package shibafu.engine.registry;

import java.util.Optional;
import java.util.regex.Pattern;

/// What an image is called: `[REGISTRY/]REPOSITORY[:TAG][@DIGEST]`, in the grammar of docker and podman.
///
/// @param registry host and perhaps port; empty for a short name
/// @param repository path within the registry, such as `library/busybox`
public record Reference(Optional<String> registry, String repository, Optional<String> tag, Optional<Digest> digest) {
    static final String DOCKER = "docker.io";

    private static final String TRANSPORT = "docker://";
    private static final Pattern REGISTRY = Pattern.compile(
            "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
                    + "|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final int LONGEST = 255;

    /// Reads a name as people write it; `docker://` before it may stand, as skopeo wants it.
    ///
    /// @throws RegistryException if it is none; says which part
    public static Reference parse(String text) {
        String rest = text.startsWith(TRANSPORT) ? text.substring(TRANSPORT.length()) : text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            String word = rest.substring(at + 1);
            digest = Optional.of(Digest.of(word).orElseThrow(() -> invalid(text, "not a digest: " + word)));
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
        if (colon >= 0) {
            String word = rest.substring(colon + 1);
            require(TAG, word, text, "not a tag: " + word);
            tag = Optional.of(word);
            rest = rest.substring(0, colon);
        }
        return named(text, rest, tag, digest);
    }

    private static Reference named(String text, String name, Optional<String> tag, Optional<Digest> digest) {
        Optional<String> registry = Optional.empty();
        String repository = name;
        int slash = name.indexOf('/');
        if (slash > 0 && isRegistry(name.substring(0, slash))) {
            registry = Optional.of(name.substring(0, slash));
            repository = name.substring(slash + 1);
            require(REGISTRY, registry.get(), text, "not a registry: " + registry.get());
        }
        require(REPOSITORY, repository, text, "a repository is of a-z 0-9 . _ - and /, not: " + repository);
        if (name.length() > LONGEST) {
            throw invalid(text, "longer than " + LONGEST + " characters");
        }
        return new Reference(registry, repository, tag, digest).ofDocker();
    }

    /// What stands before the first slash is a registry if it could not be a folder in one.
    private static boolean isRegistry(String word) {
        return word.equals("localhost")
                || word.contains(".")
                || word.contains(":")
                || word.chars().anyMatch(Character::isUpperCase);
    }

    /// docker.io has two names, and its own images stand in `library`.
    private Reference ofDocker() {
        boolean docker = registry.filter(name -> name.equals(DOCKER) || name.equals("index.docker.io"))
                .isPresent();
        if (!docker) {
            return this;
        }
        String path = repository.contains("/") ? repository : "library/" + repository;
        return new Reference(Optional.of(DOCKER), path, tag, digest);
    }

    /// Whether it leaves open which registry is meant.
    boolean isShort() {
        return registry.isEmpty();
    }

    /// The same in a registry, or in a folder of one.
    Reference within(String prefix) {
        return named(prefix + "/" + repository, prefix + "/" + repository, tag, digest);
    }

    /// The same tag and digest of another name.
    Reference called(String name) {
        Reference other = parse(name);
        return new Reference(other.registry, other.repository, tag.or(other::tag), digest.or(other::digest));
    }

    /// Registry and repository.
    public String name() {
        return registry.map(host -> host + "/").orElse("") + repository;
    }

    /// What the registry is asked for: the digest if there is one, as it is more exact.
    String version() {
        return digest.map(Digest::toString).orElse(tag.orElse("latest"));
    }

    @Override
    public String toString() {
        return name()
                + (tag.isPresent() || digest.isEmpty() ? ":" + tag.orElse("latest") : "")
                + digest.map(exact -> "@" + exact).orElse("");
    }

    private static void require(Pattern form, String word, String text, String why) {
        if (!form.matcher(word).matches()) {
            throw invalid(text, why);
        }
    }

    private static RegistryException invalid(String text, String why) {
        return new RegistryException("invalid image name: " + text + ": " + why);
    }
}
