package shibafu.engine.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// An open file descriptor, which is closed in a program that is executed. Of a file it never blocks.
public final class Descriptor implements AutoCloseable {
    /// The largest of what is read by it: memory.stat has about 2 KiB, a record of /dev/kmsg at most 8 KiB.
    private static final int BUFFER_BYTES = 16 * 1024;

    private final int number;
    private boolean closed;

    private Descriptor(int number) {
        this.number = number;
    }

    /// @throws SystemCallException if it can't be opened, with the file and the kernel's reason
    public static Descriptor reading(Path file) throws SystemCallException {
        return new Descriptor(LibC.open(file.toString(), LibC.NONBLOCK | LibC.CLOEXEC));
    }

    public static Descriptor writing(Path file) throws SystemCallException {
        return new Descriptor(LibC.open(file.toString(), LibC.O_WRONLY | LibC.NONBLOCK | LibC.CLOEXEC));
    }

    public static Descriptor both(Path file) throws SystemCallException {
        return new Descriptor(LibC.open(file.toString(), LibC.O_RDWR | LibC.NONBLOCK | LibC.CLOEXEC));
    }

    /// A counter that others, the kernel among them, add to: eventfd(2).
    public static Descriptor counter() throws SystemCallException {
        return new Descriptor(LibC.eventfd());
    }

    /// A process, readable once it has ended: pidfd_open(2).
    public static Descriptor process(int pid) throws SystemCallException {
        return new Descriptor(LibC.pidfd(pid));
    }

    /// A command of bpf(2) that opens something.
    static Descriptor bpf(String what, int command, MemorySegment attributes) throws SystemCallException {
        return new Descriptor((int) LibC.bpf(what, command, attributes));
    }

    static Descriptor of(int number) {
        return new Descriptor(number);
    }

    static Descriptor inotify() throws SystemCallException {
        return new Descriptor(LibC.inotify());
    }

    /// Its number in this program.
    public int number() {
        return number;
    }

    /// All that a file says, from its beginning; the kernel writes it anew for each read.
    public String text() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES);
            return text(buffer, LibC.pread(number, buffer, 0));
        }
    }

    /// What stands next in a stream; empty if there is nothing now.
    public Optional<String> next() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES);
            int length = read(buffer);
            return length > 0 ? Optional.of(text(buffer, length)) : Optional.empty();
        }
    }

    /// How much a counter was added to since this was last asked.
    public long count() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(ValueLayout.JAVA_LONG);
            return read(buffer) == Long.BYTES ? buffer.get(ValueLayout.JAVA_LONG, 0) : 0;
        }
    }

    /// Adds one to a counter. The one method that any thread may call.
    public void add() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            LibC.write(number, arena.allocateFrom(ValueLayout.JAVA_LONG, 1));
        }
    }

    /// Writes a text with one write(2).
    public void write(String text) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            LibC.write(number, arena.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// Passes over all that stands in a stream already.
    public void skipToEnd() throws IOException {
        LibC.seekEnd(number);
    }

    /// @return 0 if there is nothing now
    int read(MemorySegment to) throws IOException {
        while (true) {
            try {
                return LibC.read(number, to);
            } catch (SystemCallException e) {
                switch (e.errno()) {
                    case SystemCallException.NOTHING_YET -> {
                        return 0;
                    }
                    case SystemCallException.OVERWRITTEN, SystemCallException.INTERRUPTED -> {
                        // The next read goes on with the oldest that is left.
                    }
                    default -> throw e;
                }
            }
        }
    }

    private static String text(MemorySegment buffer, int length) {
        return new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            LibC.close(number);
        } catch (SystemCallException e) {
            throw new IllegalStateException("close descriptor " + number + ": it is not ours", e);
        }
    }
}
