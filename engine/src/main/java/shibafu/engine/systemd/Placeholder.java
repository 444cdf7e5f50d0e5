package shibafu.engine.systemd;

import java.io.IOException;

/// A process for a scope to begin with: systemd makes none without, and ends one that is empty. It ends with this
/// program at the latest.
public final class Placeholder implements AutoCloseable {
    private final Process process;

    private Placeholder(Process process) {
        this.process = process;
    }

    public static Placeholder start() {
        try {
            return new Placeholder(new ProcessBuilder("cat").start());
        } catch (IOException e) {
            throw new SystemdException("start a process for the scope: " + e.getMessage(), e);
        }
    }

    public int pid() {
        return Math.toIntExact(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
