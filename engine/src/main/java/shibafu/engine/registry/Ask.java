package shibafu.engine.registry;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Supplier;

/// One request to a registry.
///
/// @param place a path below `/v2/REPOSITORY`, or a whole URI that the registry gave
/// @param body made anew each time that it is sent
/// @param repeatable whether it does no harm to send it again
record Ask(String method, String place, Map<String, String> headers, Supplier<BodyPublisher> body, boolean repeatable) {
    Ask {
        headers = Map.copyOf(headers);
    }

    static Ask get(String place, Map<String, String> headers) {
        return new Ask("GET", place, headers, BodyPublishers::noBody, true);
    }

    static Ask head(String place) {
        return new Ask("HEAD", place, Map.of(), BodyPublishers::noBody, true);
    }

    static Ask post(String place) {
        return new Ask("POST", place, Map.of(), BodyPublishers::noBody, true);
    }

    static Ask put(String place, String mediaType, byte[] content) {
        return new Ask(
                "PUT", place, Map.of("Content-Type", mediaType), () -> BodyPublishers.ofByteArray(content), true);
    }

    /// Part of an upload: who sends it asks first how far it came.
    static Ask upload(String method, String place, Map<String, String> headers, Supplier<BodyPublisher> body) {
        return new Ask(method, place, headers, body, false);
    }
}
