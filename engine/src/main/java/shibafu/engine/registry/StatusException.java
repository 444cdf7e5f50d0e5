package shibafu.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An answer that is not the one hoped for: its status, the registry's own words, and what to do about it.
final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 64 << 10;
    private static final int LONGEST_TEXT = 200;
    private static final int UNAUTHORIZED = 401;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(416, "Range Not Satisfiable"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private final int status;

    private StatusException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    /// Whether asking again would bring the same answer.
    boolean isFinal() {
        return status >= 400 && status < 500 && !isTransient(status);
    }

    static boolean isTransient(int status) {
        return status == 408 || status == 429 || status == 500 || (status >= 502 && status <= 504);
    }

    /// Reads what `response` says, and closes it.
    ///
    /// @param host who answered
    static StatusException of(String host, HttpResponse<InputStream> response) {
        byte[] body = new byte[0];
        try (InputStream stream = response.body()) {
            body = stream.readNBytes(LONGEST);
        } catch (IOException e) {
            // The status says enough.
        }
        int status = response.statusCode();
        String text = "%s answers %d %s"
                .formatted(host, status, NAMES.getOrDefault(status, ""))
                .strip();
        return new StatusException(status, text + words(body) + cure(host, status));
    }

    /// The registry's own (distribution-spec, "Error Codes"), or a token server's.
    private static String words(byte[] body) {
        JsonNode root = Json.lenient(body);
        List<String> words = new ArrayList<>();
        for (JsonNode error : root.path("errors")) {
            String message = error.path("message").asText();
            String code = error.path("code").asText();
            words.add(message.isEmpty() ? code : message + (code.isEmpty() ? "" : " (" + code + ")"));
        }
        if (words.isEmpty() && !root.path("details").asText().isEmpty()) {
            words.add(root.path("details").asText());
        }
        if (words.isEmpty() && root.isMissingNode()) {
            words.add(
                    new String(body, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
        }
        String text = String.join("; ", words).replaceAll("\\p{Cntrl}", " ").strip();
        String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
        return shown.isEmpty() || shown.startsWith("<") ? "" : ": " + shown;
    }

    private static String cure(String host, int status) {
        return switch (status) {
            case UNAUTHORIZED -> ": log in by shibafu login " + host + ", or check the name";
            case 403 -> ": whoever is logged in may not do this: log in as another by shibafu login " + host;
            case 404 -> ": check name and tag";
            case 429 -> ": try again later, or log in by shibafu login " + host;
            default -> "";
        };
    }
}
