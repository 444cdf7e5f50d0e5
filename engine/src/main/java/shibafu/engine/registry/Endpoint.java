package shibafu.engine.registry;

/// A repository of a registry, where it is asked for.
///
/// @param registry host and perhaps port, as in names
/// @param insecure whether HTTP, and certificates that nobody vouches for, will do
record Endpoint(String registry, String repository, boolean insecure) {
    /// Whom to connect to.
    String host() {
        // The name docker.io is that of a web site.
        return registry.equals(Reference.DOCKER) ? "registry-1.docker.io" : registry;
    }

    @Override
    public String toString() {
        return registry + "/" + repository;
    }
}
