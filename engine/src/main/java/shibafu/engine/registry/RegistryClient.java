package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Asks one repository of one registry: authorized, redirected, and again after a while where that may help.
final class RegistryClient {
    static final String USER_AGENT = "shibafu";

    private static final int MOST_REDIRECTIONS = 10;

    private final Endpoint endpoint;
    private final Authorizer authorizer;
    private final Transport transport;
    private Optional<URI> base = Optional.empty(); // guarded by this

    RegistryClient(Endpoint endpoint, String scope, Optional<Credentials> credentials, Transport transport) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.authorizer = new Authorizer(endpoint, scope, credentials, transport);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /// Sends a request until it is answered; whoever asks closes the body.
    ///
    /// @return an answer of any status
    HttpResponse<InputStream> send(Ask ask) throws IOException {
        for (Patience patience = new Patience(); ; ) {
            try {
                HttpResponse<InputStream> response = authorized(ask);
                boolean again = ask.repeatable() && StatusException.isTransient(response.statusCode());
                if (!again || !patience.wait(response.headers().firstValue("Retry-After"))) {
                    return response;
                }
                response.body().close();
            } catch (IOException e) {
                boolean again = ask.repeatable() && isBreak(e);
                if (!again || !patience.wait(Optional.empty())) {
                    throw e;
                }
            }
        }
    }

    /// The same, for one status only.
    ///
    /// @throws StatusException if it has another
    HttpResponse<InputStream> expect(Ask ask, Integer... statuses) throws IOException {
        HttpResponse<InputStream> response = send(ask);
        if (!List.of(statuses).contains(response.statusCode())) {
            throw StatusException.of(endpoint.registry(), response);
        }
        return response;
    }

    /// Whether a connection that stood was lost; of others the next is as likely to fail.
    private static boolean isBreak(IOException e) {
        return !(e instanceof ConnectException || e instanceof SSLException || e instanceof StatusException)
                && !Thread.currentThread().isInterrupted();
    }

    private HttpResponse<InputStream> authorized(Ask ask) throws IOException {
        Optional<String> sent = authorizer.current();
        HttpResponse<InputStream> response = followed(ask, sent);
        if (response.statusCode() != 401) {
            return response;
        }
        List<Challenge> challenges = Challenge.parse(response.headers().allValues("WWW-Authenticate"));
        Optional<String> better = authorizer.answer(challenges, sent);
        if (better.isEmpty()) {
            return response;
        }
        response.body().close();
        return followed(ask, better);
    }

    private HttpResponse<InputStream> followed(Ask ask, Optional<String> authorization) throws IOException {
        URI at = uri(ask.place());
        for (int i = 0; i < MOST_REDIRECTIONS; i++) {
            // Where blobs are kept elsewhere, they are signed for: our token is nobody else's business.
            boolean ours = String.valueOf(at.getAuthority()).equals(uri("").getAuthority());
            HttpResponse<InputStream> response = transport.send(
                    endpoint.host(), endpoint.insecure(), request(ask, at, ours ? authorization : Optional.empty()));
            Optional<String> location = response.headers().firstValue("Location");
            if (!isRedirection(ask, response.statusCode()) || location.isEmpty()) {
                return response;
            }
            response.body().close();
            at = checked(at.resolve(location.get()));
        }
        throw new IOException(endpoint.host() + " redirects more than " + MOST_REDIRECTIONS + " times");
    }

    private static boolean isRedirection(Ask ask, int status) {
        boolean reads = ask.method().equals("GET") || ask.method().equals("HEAD");
        return switch (status) {
            case 301, 302, 303 -> reads;
            case 307, 308 -> true;
            default -> false;
        };
    }

    private static HttpRequest request(Ask ask, URI at, Optional<String> authorization) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(at)
                .method(ask.method(), ask.body().get())
                .header("User-Agent", USER_AGENT);
        // An upload is answered when all of it was sent.
        if (ask.repeatable()) {
            builder.timeout(Transport.PATIENCE);
        }
        ask.headers().forEach(builder::header);
        authorization.ifPresent(value -> builder.header("Authorization", value));
        return builder.build();
    }

    private URI uri(String place) throws IOException {
        if (place.toLowerCase(Locale.ROOT).matches("https?://.*")) {
            return checked(URI.create(place));
        }
        URI root = base();
        boolean absolute = place.startsWith("/v2/");
        return checked(root.resolve(absolute ? place : "/v2/" + endpoint.repository() + place));
    }

    private URI checked(URI uri) throws IOException {
        String scheme = String.valueOf(uri.getScheme());
        if (uri.getHost() == null || !(scheme.equals("https") || (scheme.equals("http") && endpoint.insecure()))) {
            throw new IOException("%s leads to %s, which is not HTTPS".formatted(endpoint.host(), uri));
        }
        return uri;
    }

    /// HTTPS, or HTTP where that will do and there is nothing better.
    private synchronized URI base() throws IOException {
        if (base.isEmpty()) {
            URI safe = URI.create("https://" + endpoint.host());
            base = Optional.of(
                    endpoint.insecure() && !speaksTls(safe) ? URI.create("http://" + endpoint.host()) : safe);
        }
        return base.get();
    }

    private boolean speaksTls(URI safe) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(safe.resolve("/v2/"))
                .timeout(Transport.PATIENCE)
                .build();
        try {
            transport.send(endpoint.host(), true, request).body().close();
            return true;
        } catch (ConnectException | SSLException e) {
            return false;
        }
    }

    /// A blob or an upload that a registry names by a URI, which may be relative.
    String location(HttpResponse<InputStream> response) throws IOException {
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException(endpoint.host() + " does not say where to upload to"));
        return checked(response.uri().resolve(location)).toString();
    }
}
