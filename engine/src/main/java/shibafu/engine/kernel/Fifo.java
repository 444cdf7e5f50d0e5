package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// A named pipe (fifo(7)).
public final class Fifo {
    private static final long FIFO = 0010000;
    private static final long OWNER_ONLY = 0600;
    private static final int AT_FDCWD = -100;

    private static final MethodHandle UTIMENSAT =
            LibC.function("utimensat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));

    private Fifo() {}

    /// Makes one of mode 0600, where nothing stands.
    public static void make(Path path) throws SystemCallException {
        WhiteoutNode.make(path, FIFO | OWNER_ONLY, "make FIFO " + path);
    }

    /// Says when it last changed. Java opens what it gives a time, and would wait for somebody to open the other end.
    public static void setModified(Path path, FileTime modified) throws SystemCallException {
        Instant time = modified.toInstant();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            // struct timespec: seconds, nanoseconds; of the last access, and of the last change
            MemorySegment times = arena.allocateFrom(
                    JAVA_LONG, time.getEpochSecond(), time.getNano(), time.getEpochSecond(), time.getNano());
            LibC.call("set the time of " + path, errno -> (int) UTIMENSAT.invokeExact(errno, AT_FDCWD, name, times, 0));
        }
    }
}
