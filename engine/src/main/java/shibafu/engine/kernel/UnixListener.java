package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A listening AF_UNIX stream socket (unix(7)). Java's own tell neither the peer's pid nor take over one that systemd
/// has opened (sd_listen_fds(3)).
@SuppressWarnings("restricted")
public final class UnixListener {
    private static final short AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int PATH_BYTES = 108;
    private static final int BACKLOG = 1024;
    private static final int SHUT_RDWR = 2;

    private static final MethodHandle SOCKET =
            LibC.function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
            LibC.function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle LISTEN =
            LibC.function("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle ACCEPT =
            LibC.function("accept4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle SHUTDOWN =
            LibC.function("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle UMASK = LibC.function("umask", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final int descriptor;

    private UnixListener(int descriptor) {
        this.descriptor = descriptor;
    }

    /// Makes the socket's file, for its owner alone. To be called while no other thread makes files: the umask is the
    /// process'.
    ///
    /// @throws SystemCallException if it stands already, or its directory is missing
    public static UnixListener bind(Path path) throws SystemCallException {
        int descriptor = (int) LibC.call("make a socket", errno ->
                (int) SOCKET.invokeExact(errno, (int) AF_UNIX, SOCK_STREAM | LibC.CLOEXEC, 0));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = address(arena, path);
            int umask = (int) LibC.call("set the umask", errno -> (int) UMASK.invokeExact(errno, 0177));
            try {
                LibC.call("bind a socket to " + path, errno ->
                        (int) BIND.invokeExact(errno, descriptor, address, (int) address.byteSize()));
            } finally {
                LibC.call("set the umask", errno -> (int) UMASK.invokeExact(errno, umask));
            }
            LibC.call("listen at " + path, errno -> (int) LISTEN.invokeExact(errno, descriptor, BACKLOG));
        } catch (SystemCallException e) {
            LibC.close(descriptor);
            throw e;
        }
        return new UnixListener(descriptor);
    }

    /// One that was opened by whoever started this process.
    public static UnixListener inherited(int descriptor) {
        return new UnixListener(descriptor);
    }

    /// Waits for somebody to connect. For any number of threads at once.
    ///
    /// @throws SystemCallException if it was closed
    public UnixConnection accept() throws SystemCallException {
        while (true) {
            try {
                return new UnixConnection((int) LibC.call("accept a connection", errno -> (int)
                        ACCEPT.invokeExact(errno, descriptor, MemorySegment.NULL, MemorySegment.NULL, LibC.CLOEXEC)));
            } catch (SystemCallException e) {
                if (e.errno() != SystemCallException.INTERRUPTED) {
                    throw e;
                }
            }
        }
    }

    /// Ends all waiting: nobody can connect any more, those who had are turned away.
    public void shutdown() throws SystemCallException {
        LibC.call("close a socket", errno -> (int) SHUTDOWN.invokeExact(errno, descriptor, SHUT_RDWR));
    }

    private static MemorySegment address(Arena arena, Path path) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length >= PATH_BYTES) {
            throw new IllegalArgumentException(
                    path + " is too long for a socket: " + name.length + " bytes, at most " + (PATH_BYTES - 1));
        }
        MemorySegment address = arena.allocate(Short.BYTES + PATH_BYTES, Short.BYTES);
        address.set(JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(name, 0, address, JAVA_BYTE, Short.BYTES, name.length);
        return address;
    }
}
