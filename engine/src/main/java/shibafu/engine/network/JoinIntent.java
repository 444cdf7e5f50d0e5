package shibafu.engine.network;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.SmallFile;

/// What a container joins at each start, kept beside its record.
///
/// @param key by which plugins will know it
public record JoinIntent(String key, String hostname, NetworkRequest request) {
    /// @return empty if it joins nothing
    public static Optional<JoinIntent> find(Path file) {
        try {
            Map<String, Object> map = Json.parse(SmallFile.read(file));
            return Optional.of(new JoinIntent(
                    Json.text(map, "key").orElse(""),
                    Json.text(map, "hostname").orElse(""),
                    NetworkRequest.of(Json.object(map, "request"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new NetworkException("read " + file + ": " + IoReason.of(e), e);
        }
    }

    public void write(Path file) {
        try {
            AtomicFile.write(file, Json.bytes(Map.of("key", key, "hostname", hostname, "request", request.toMap())));
        } catch (IOException e) {
            throw new NetworkException("write " + file + ": " + IoReason.of(e), e);
        }
    }
}
