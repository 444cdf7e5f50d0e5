package shibafu.engine.lifecycle;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.StubProcess;

/// A process of a container, as seen by the one who started it.
public final class ContainerProcess {
    private final Launcher launcher;
    private final int pid;
    private final long startTime;

    ContainerProcess(Launcher launcher, int pid, long startTime) {
        this.launcher = launcher;
        this.pid = pid;
        this.startTime = startTime;
    }

    /// Its pid as the host counts.
    public int pid() {
        return pid;
    }

    /// Field 22 of its `/proc/PID/stat`, in clock ticks.
    public long startTime() {
        return startTime;
    }

    /// Waits for its end; from a running program, which the stub tells.
    ///
    /// @return its exit code, 128 + n if signal n ended it
    /// @throws ShibafuException if it was started through a front, which does the waiting itself
    public int waitFor() throws InterruptedException {
        return stub().child().waitFor();
    }

    /// Its exit code, if it has ended.
    public OptionalInt exitCode() {
        return stub().child().exitCode();
    }

    /// What it writes to its standard output, where that is a pipe.
    public InputStream standardOutput() {
        return stub().standardOutput();
    }

    /// What it writes to its standard error, where that is a pipe.
    public InputStream standardError() {
        return stub().standardError();
    }

    /// Where its standard input comes from, where that is a pipe.
    public OutputStream standardInput() {
        return stub().standardInput();
    }

    private StubProcess stub() {
        return switch (launcher) {
            case StubProcess spawned -> spawned;
            default -> throw new ShibafuException("wait for process " + pid + ": its front does that");
        };
    }
}
