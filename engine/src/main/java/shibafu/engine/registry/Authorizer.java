package shibafu.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Answers a registry's challenges: with a name and password, or with a token that its token server gives for these, or
/// to anybody (distribution's "Token Authentication", and its OAuth 2 form). What was given is used
/// until it is refused.
final class Authorizer {
    private static final int LARGEST = 1 << 20;

    private final Endpoint endpoint;
    private final String scope;
    private final Optional<Credentials> credentials;
    private final Transport transport;
    private Optional<String> current = Optional.empty(); // guarded by this

    /// @param scope such as `repository:library/busybox:pull`; several stand with a space between
    Authorizer(Endpoint endpoint, String scope, Optional<Credentials> credentials, Transport transport) {
        this.endpoint = endpoint;
        this.scope = scope;
        this.credentials = credentials;
        this.transport = transport;
    }

    /// The value of `Authorization` that was taken last, if any was.
    synchronized Optional<String> current() {
        return current;
    }

    /// Finds a new one after a refusal.
    ///
    /// @param refused what was sent
    /// @return empty if there is nothing better to send
    synchronized Optional<String> answer(List<Challenge> challenges, Optional<String> refused) throws IOException {
        if (!current.equals(refused)) {
            return current; // another transfer was refused first, and has found one
        }
        for (Challenge challenge : challenges) {
            Optional<String> found =
                    switch (challenge.scheme()) {
                        case "bearer" -> Optional.of("Bearer " + token(challenge));
                        case "basic" -> basic().filter(value -> !refused.equals(Optional.of(value)));
                        default -> Optional.empty();
                    };
            if (found.isPresent()) {
                current = found;
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> basic() {
        return credentials.flatMap(known -> switch (known) {
            case Credentials.Password password -> Optional.of(password.basic());
            case Credentials.IdentityToken token -> Optional.empty();
        });
    }

    private String token(Challenge challenge) throws IOException {
        URI realm = realm(challenge);
        HttpRequest request = request(realm, challenge.parameter("service"))
                .timeout(Transport.PATIENCE)
                .header("User-Agent", RegistryClient.USER_AGENT)
                .build();
        HttpResponse<InputStream> response = transport.send(endpoint.host(), endpoint.insecure(), request);
        if (response.statusCode() != 200) {
            throw StatusException.of(String.valueOf(realm.getHost()), response);
        }
        try (InputStream body = response.body()) {
            JsonNode root = Json.lenient(body.readNBytes(LARGEST));
            String token = root.path("token").asText(root.path("access_token").asText());
            if (!token.matches("[\\x21-\\x7e]+")) {
                throw new IOException("the token server " + realm.getHost() + " gives no token");
            }
            return token;
        }
    }

    private URI realm(Challenge challenge) throws IOException {
        String realm = challenge.parameter("realm");
        try {
            URI uri = URI.create(realm);
            String scheme = String.valueOf(uri.getScheme());
            // A password goes in clear to nobody who was not said to be insecure.
            if (uri.getHost() != null && (scheme.equals("https") || (scheme.equals("http") && endpoint.insecure()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new IOException(endpoint.host() + " names a token server that is not asked: \"" + realm + "\"");
    }

    private HttpRequest.Builder request(URI realm, String service) {
        StringBuilder query = new StringBuilder("service=" + encode(service));
        return switch (credentials.orElse(new Credentials.Password("", ""))) {
            case Credentials.IdentityToken identity -> {
                query.append("&grant_type=refresh_token&client_id=shibafu&scope=")
                        .append(encode(scope));
                query.append("&refresh_token=").append(encode(identity.token()));
                yield HttpRequest.newBuilder(realm)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(query.toString()));
            }
            case Credentials.Password password -> {
                for (String one : scope.split(" ", -1)) {
                    if (!one.isEmpty()) {
                        query.append("&scope=").append(encode(one));
                    }
                }
                String join = realm.getQuery() == null ? "?" : "&";
                HttpRequest.Builder get = HttpRequest.newBuilder(URI.create(realm + join + query));
                yield credentials.isPresent() ? get.header("Authorization", password.basic()) : get;
            }
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
