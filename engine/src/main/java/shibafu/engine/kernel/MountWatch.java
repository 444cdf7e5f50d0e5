package shibafu.engine.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// Tells when something was mounted or unmounted in this process' mount namespace (proc_pid_mountinfo(5), poll(2)).
public final class MountWatch {
    private static final short POLLPRI = 2;
    private static final int POLLFD_BYTES = 8;
    private static final int EVENTS_AT = 4;

    private final MemorySegment poller = Arena.ofAuto().allocate(POLLFD_BYTES, Integer.BYTES);

    /// @throws SystemCallException if there is no procfs
    public MountWatch() throws SystemCallException {
        poller.set(
                ValueLayout.JAVA_INT,
                0,
                Descriptor.reading(Path.of("/proc/self/mountinfo")).number());
        poller.set(ValueLayout.JAVA_SHORT, EVENTS_AT, POLLPRI);
    }

    /// Whether anything has changed since this was last asked.
    public synchronized boolean changed() throws SystemCallException {
        return LibC.poll(poller, 1, 0) > 0;
    }
}
