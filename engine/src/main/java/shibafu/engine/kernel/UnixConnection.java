package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A connected AF_UNIX stream. Descriptors that come with its bytes are dropped. One thread reads; those that write
/// agree among themselves.
@SuppressWarnings("restricted")
public final class UnixConnection implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_SNDTIMEO = 21;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int CREDENTIALS_BYTES = 12;
    private static final int BUFFER_BYTES = 16 * 1024;
    /// As many as an engine has threads when there is little to do.
    private static final int MOST_FREE = 4;

    private static final MethodHandle GET_OPTION = LibC.function(
            "getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SET_OPTION = LibC.function(
            "setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND =
            LibC.function("send", FunctionDescriptor.of(ValueLayout.JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private static final MethodHandle SOCKETPAIR =
            LibC.function("socketpair", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));

    /// Those of closed connections, for the next ones.
    private static final BlockingQueue<Buffers> FREE = new ArrayBlockingQueue<>(MOST_FREE);

    private final int descriptor;
    private final Buffers buffers;
    private final MemorySegment input;
    private final MemorySegment output;

    UnixConnection(int descriptor) {
        this.descriptor = descriptor;
        buffers = Optional.ofNullable(FREE.poll()).orElseGet(Buffers::new);
        input = buffers.input;
        output = buffers.output;
    }

    /// Outside the heap. Left to the garbage collector: to free them for all threads at once stops each of them.
    private static final class Buffers {
        private final MemorySegment input = Arena.ofAuto().allocate(BUFFER_BYTES);
        private final MemorySegment output = Arena.ofAuto().allocate(BUFFER_BYTES);
    }

    /// Two that are connected to each other: one for us, one to be given to a child.
    public record Pair(UnixConnection ours, Descriptor theirs) {}

    public static Pair pair() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(JAVA_INT, 2);
            LibC.call("make a pair of sockets", errno ->
                    (int) SOCKETPAIR.invokeExact(errno, AF_UNIX, SOCK_STREAM | LibC.CLOEXEC, 0, both));
            return new Pair(
                    new UnixConnection(both.getAtIndex(JAVA_INT, 0)), Descriptor.of(both.getAtIndex(JAVA_INT, 1)));
        }
    }

    /// Who is at the other end, as the kernel knows.
    public record Peer(int pid, int uid) {}

    /// To be asked before anything is read.
    public Peer peer() throws SystemCallException {
        MemorySegment credentials = input.asSlice(0, CREDENTIALS_BYTES);
        MemorySegment size = input.asSlice(CREDENTIALS_BYTES, Integer.BYTES);
        size.set(JAVA_INT, 0, CREDENTIALS_BYTES);
        LibC.call("ask who has connected", errno ->
                (int) GET_OPTION.invokeExact(errno, descriptor, SOL_SOCKET, SO_PEERCRED, credentials, size));
        return new Peer(credentials.getAtIndex(JAVA_INT, 0), credentials.getAtIndex(JAVA_INT, 1));
    }

    /// How long one read waits; zero is for ever. What takes longer fails.
    public void readPatience(Duration patience) throws SystemCallException {
        timeout(SO_RCVTIMEO, patience);
    }

    /// How long one write waits for room.
    public void writePatience(Duration patience) throws SystemCallException {
        timeout(SO_SNDTIMEO, patience);
    }

    private void timeout(int option, Duration patience) throws SystemCallException {
        MemorySegment time = output.asSlice(0, 2 * Long.BYTES);
        time.setAtIndex(JAVA_LONG, 0, patience.toSeconds());
        time.setAtIndex(JAVA_LONG, 1, patience.toNanosPart() / 1000L);
        LibC.call("limit the time of a socket", errno ->
                (int) SET_OPTION.invokeExact(errno, descriptor, SOL_SOCKET, option, time, (int) time.byteSize()));
    }

    public InputStream in() {
        return new Input();
    }

    public OutputStream out() {
        return new Output();
    }

    /// To be called once, when no other thread reads or writes any more.
    @Override
    public void close() {
        try {
            LibC.close(descriptor);
            FREE.offer(buffers);
        } catch (SystemCallException e) {
            throw new IllegalStateException("close socket " + descriptor + ": it is not ours", e);
        }
    }

    private final class Input extends InputStream {
        private int next;
        private int end;

        @Override
        public int read() throws IOException {
            return fill() ? input.get(JAVA_BYTE, next++) & 0xff : -1;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, end - next);
            MemorySegment.copy(input, JAVA_BYTE, next, to, offset, count);
            next += count;
            return count;
        }

        private boolean fill() throws IOException {
            if (next == end) {
                next = 0;
                end = retrying(() -> LibC.read(descriptor, input));
            }
            return next < end;
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                int count = Math.min(length - done, BUFFER_BYTES);
                MemorySegment.copy(from, offset + done, output, JAVA_BYTE, 0, count);
                done += retrying(() -> (int) LibC.call("send", errno ->
                        (long) SEND.invokeExact(errno, descriptor, output, (long) count, MSG_NOSIGNAL)));
            }
        }
    }

    private interface Transfer {
        int run() throws SystemCallException;
    }

    private static int retrying(Transfer transfer) throws SystemCallException {
        while (true) {
            try {
                return transfer.run();
            } catch (SystemCallException e) {
                if (e.errno() != SystemCallException.INTERRUPTED) {
                    throw e;
                }
            }
        }
    }
}
