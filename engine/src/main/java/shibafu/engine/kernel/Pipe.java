package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// pipe(2): what is written to one end is read from the other.
@SuppressWarnings("restricted")
public record Pipe(Descriptor reading, Descriptor writing) implements AutoCloseable {
    private static final MethodHandle PIPE = LibC.function("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    public static Pipe open() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(JAVA_INT, 2);
            LibC.call("make a pipe", errno -> (int) PIPE.invokeExact(errno, both, LibC.CLOEXEC));
            return new Pipe(Descriptor.of(both.getAtIndex(JAVA_INT, 0)), Descriptor.of(both.getAtIndex(JAVA_INT, 1)));
        }
    }

    /// Its reading end as a stream, which is independent of this.
    public InputStream in() throws IOException {
        return new FileInputStream(again(reading));
    }

    /// Its writing end as a stream, which is independent of this.
    public OutputStream out() throws IOException {
        return new FileOutputStream(again(writing));
    }

    /// Java makes no stream of a number, but a descriptor's link in proc(5) opens like a file.
    private static String again(Descriptor end) {
        return "/proc/self/fd/" + end.number();
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
