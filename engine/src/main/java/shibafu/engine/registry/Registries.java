package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The registries as one caller may use them.
public final class Registries {
    private static final Path ETC = Path.of("/etc/containers");

    private final Sources sources;
    private final AuthFile auth;
    private final Optional<Credentials> given;
    private final Transport transport;

    private Registries(Sources sources, AuthFile auth, Optional<Credentials> given, Transport transport) {
        this.sources = sources;
        this.auth = auth;
        this.given = given;
        this.transport = transport;
    }

    /// @param environment of the caller: which files count, its proxies, its home
    /// @param verifyTls what the caller says; empty for what registries.conf says
    /// @throws RegistryException if registries.conf makes no sense
    public static Registries open(Map<String, String> environment, AuthFile auth, Optional<Boolean> verifyTls) {
        Sources sources = new Sources(RegistriesConf.read(environment, ETC), verifyTls);
        return new Registries(sources, auth, Optional.empty(), new Transport(environment));
    }

    /// The same as somebody else.
    ///
    /// @param credentials `NAME:PASSWORD`
    public Registries as(String credentials) {
        int colon = credentials.indexOf(':');
        if (colon <= 0) {
            throw new RegistryException("invalid credentials: write NAME:PASSWORD");
        }
        Credentials password =
                new Credentials.Password(credentials.substring(0, colon), credentials.substring(colon + 1));
        return new Registries(sources, auth, Optional.of(password), transport);
    }

    /// Fetches an image into `layout`, a folder that is made, and hands it on.
    ///
    /// @param known whether an image of that manifest's digest is here already: then nothing is fetched
    /// @param keep takes what is in the layout; what was fetched is forgotten afterwards, and kept if that fails
    public Pulled pull(
            Reference name,
            Platform platform,
            Path layout,
            DownloadCache cache,
            Function<Digest, Boolean> known,
            Progress progress,
            Consumer<Pulled> keep) {
        Pull pull = new Pull(sources, endpoint -> client(endpoint, "pull", List.of()), cache, progress);
        Pulled pulled = pull.run(name, platform, layout, known);
        if (pulled.fresh()) {
            keep.accept(pulled);
            pull.forget(pulled);
        }
        return pulled;
    }

    /// Brings what is in `layout` to a registry.
    ///
    /// @param origin the full name it was pulled by, if it was: the same registry need not be sent what it has
    /// @return the digest by which the registry knows it
    public Digest push(Path layout, Reference to, Optional<Reference> origin, Progress progress) {
        if (to.registry().isEmpty()) {
            throw new RegistryException(
                    "push " + to + ": name the registry, such as localhost:5000/" + to + " or docker.io/NAME/" + to);
        }
        Endpoint endpoint = sources.pushTo(to);
        List<String> elsewhere = origin.filter(from -> from.registry().equals(to.registry()))
                .map(Reference::repository)
                .filter(repository -> !repository.equals(endpoint.repository()))
                .map(List::of)
                .orElse(List.of());
        try {
            return new Push(client(endpoint, "pull,push", elsewhere), progress).run(layout, to, elsewhere);
        } catch (IOException e) {
            throw new RegistryException("push " + to + ": " + NetReason.of(endpoint.host(), e), e);
        }
    }

    /// Asks a registry whether it takes these credentials, and keeps them if it does.
    ///
    /// @throws RegistryException if it does not
    public void login(String registry, String user, String password) {
        Endpoint endpoint = sources.pushTo(Reference.parse(registry + "/shibafu"));
        Credentials credentials = new Credentials.Password(user, password);
        RegistryClient client = new RegistryClient(endpoint, "", Optional.of(credentials), transport);
        try {
            HttpResponse<InputStream> answer = client.expect(Ask.get("/v2/", Map.of()), 200);
            answer.body().close();
        } catch (IOException e) {
            throw new RegistryException(
                    "log in to " + registry + " as " + user + ": " + NetReason.of(endpoint.host(), e), e);
        }
        auth.store(registry, user, password);
    }

    private RegistryClient client(Endpoint endpoint, String actions, List<String> elsewhere) {
        StringBuilder scope = new StringBuilder("repository:" + endpoint.repository() + ":" + actions);
        elsewhere.forEach(
                repository -> scope.append(" repository:").append(repository).append(":pull"));
        Optional<Credentials> credentials = given.or(() -> auth.find(endpoint.registry(), endpoint.repository()));
        return new RegistryClient(endpoint, scope.toString(), credentials, transport);
    }
}
