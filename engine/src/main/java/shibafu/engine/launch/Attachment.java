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
    private static final int HOLD = 4;

    /// @param hold whether the front only connects, and is told to attach later
    int[] flags(boolean hold) {
        return new int[] {(input ? INPUT : 0) | (terminal ? TERMINAL : 0) | (hold ? HOLD : 0)};
    }

    byte[][] texts() {
        return new byte[][] {
            socket.toString().getBytes(StandardCharsets.UTF_8), leaveKeys.getBytes(StandardCharsets.US_ASCII)
        };
    }
}
