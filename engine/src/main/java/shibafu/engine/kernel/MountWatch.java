package shibafu.engine.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;

/// Tells when something was mounted or unmounted in this process' mount namespace (proc_pid_mountinfo(5), poll(2)).
public final class MountWatch {
    private static final short POLLPRI = 2;
    private static final int POLLFD_BYTES = 8;
    private static final int EVENTS_AT = 4;
    // The kernel hands out what fits into a page.
    private static final int PAGE = 4096;

    private final int descriptor;
    private final MemorySegment poller = Arena.ofAuto().allocate(POLLFD_BYTES, Integer.BYTES);
    private final MemorySegment page = Arena.ofAuto().allocate(PAGE);

    /// @throws SystemCallException if there is no procfs
    public MountWatch() throws SystemCallException {
        descriptor = Descriptor.reading(Path.of("/proc/self/mountinfo")).number();
        poller.set(ValueLayout.JAVA_INT, 0, descriptor);
        poller.set(ValueLayout.JAVA_SHORT, EVENTS_AT, POLLPRI);
    }

    /// Whether anything has changed since this was last asked.
    public synchronized boolean changed() throws SystemCallException {
        return LibC.poll(poller, 1, 0) > 0;
    }

    /// All mounts there are, as `/proc/PID/mountinfo` tells them.
    public synchronized byte[] text() throws SystemCallException {
        byte[] text = new byte[PAGE];
        int length = 0;
        for (int count = read(0); count > 0; count = read(length)) {
            if (length + count > text.length) {
                text = Arrays.copyOf(text, 2 * (length + count));
            }
            MemorySegment.copy(page, ValueLayout.JAVA_BYTE, 0, text, length, count);
            length += count;
        }
        return Arrays.copyOf(text, length);
    }

    private int read(long offset) throws SystemCallException {
        return LibC.pread(descriptor, page, offset);
    }
}
