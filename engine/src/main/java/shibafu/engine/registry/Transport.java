package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends requests by HTTP/1.1: a break then ends one transfer only. Redirections are left to whoever asks.
final class Transport {
    /// Until the head of an answer is there.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration CONNECT = Duration.ofSeconds(15);

    private final Map<String, String> environment;
    private final Map<String, HttpClient> clients = new HashMap<>(); // guarded by this

    /// @param environment of whoever asks: its proxies, and its `HOME` with `.config/containers/certs.d`
    Transport(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// @param host whose authorities are believed; also for what it redirects to
    /// @param insecure whether any certificate will do
    HttpResponse<InputStream> send(String host, boolean insecure, HttpRequest request) throws IOException {
        try {
            return client(host, insecure).send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized HttpClient client(String host, boolean insecure) throws IOException {
        String key = host + " " + insecure;
        HttpClient known = clients.get(key);
        if (known != null) {
            return known;
        }
        HttpClient made = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(new Proxies(environment))
                .sslContext(insecure ? Trust.anybody() : Trust.of(host, folders()))
                .build();
        clients.put(key, made);
        return made;
    }

    private List<Path> folders() {
        Path system = Path.of("/etc/containers/certs.d");
        Path docker = Path.of("/etc/docker/certs.d");
        return Optional.ofNullable(environment.get("HOME"))
                .map(home -> List.of(Path.of(home, ".config/containers/certs.d"), system, docker))
                .orElse(List.of(system, docker));
    }
}
