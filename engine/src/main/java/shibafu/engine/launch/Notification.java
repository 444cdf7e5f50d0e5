package shibafu.engine.launch;

import java.nio.charset.StandardCharsets;

/// How a front passes on that a container is ready (sd_notify(3)).
///
/// @param manager address of the service manager's socket: a path, or `@` and an abstract name
/// @param pid of the container's first process
/// @param startTime field 22 of its `/proc/PID/stat`, in clock ticks
/// @param wanted how the lines begin that are passed on
/// @param after what is told after one
public record Notification(String manager, int pid, long startTime, String wanted, String after) {
    private static final int WAIT = 1;

    /// Told last, with a descriptor that the manager closes when it has read all: a sender that ends before is one
    /// whom the manager does not know (sd_notify_barrier(3)).
    private static final String BARRIER = "BARRIER=1";

    int[] numbers(boolean following) {
        return new int[] {following ? 0 : WAIT, pid, (int) startTime, (int) (startTime >>> Integer.SIZE)};
    }

    byte[][] texts(boolean following) {
        return new byte[][] {bytes(manager), bytes(wanted), bytes(after), bytes(following ? "" : BARRIER)};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
