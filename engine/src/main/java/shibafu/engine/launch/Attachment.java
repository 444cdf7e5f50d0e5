package shibafu.engine.launch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// How a front attaches to a container.
///
/// @param socket where its supervisor listens
/// @param terminal whether the container has one
/// @param input whether what is typed is passed on
/// @param leaveKeys characters (below 128) that leave it, where both sides are terminals; empty: none do
public record Attachment(Path socket, boolean terminal, boolean input, String leaveKeys) {
    private static final int INPUT = 1;
    private static final int TERMINAL = 2;

    int flags() {
        return (input ? INPUT : 0) | (terminal ? TERMINAL : 0);
    }

    String path() {
        return socket.toString();
    }

    byte[] keys() {
        return leaveKeys.getBytes(StandardCharsets.US_ASCII);
    }
}
