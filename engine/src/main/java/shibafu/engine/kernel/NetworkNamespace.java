package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A network namespace that stays without a process in it: its file is mounted on one of ours, as ip-netns(8) does it.
@SuppressWarnings("restricted")
public final class NetworkNamespace {
    private static final int CLONE_NEWNET = 0x40000000;
    private static final long MS_BIND = 4096;
    private static final int MNT_DETACH = 2;

    private static final MethodHandle UNSHARE = LibC.function("unshare", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle MOUNT =
            LibC.function("mount", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    private static final MethodHandle UMOUNT =
            LibC.function("umount2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private NetworkNamespace() {}

    /// Makes a new one, empty but for a loopback interface that is down.
    ///
    /// @param file made; its directory too
    public static void make(Path file) throws IOException {
        Files.createDirectories(requireNonNull(file.toAbsolutePath().getParent()));
        Files.createFile(file);
        CompletableFuture<String> mounted = new CompletableFuture<>();
        // unshare(2) moves the calling thread alone, which must never do anything else afterwards.
        Thread.ofPlatform().name("network-namespace").start(() -> {
            try {
                LibC.call("make a network namespace", errno -> (int) UNSHARE.invokeExact(errno, CLONE_NEWNET));
                bind("/proc/thread-self/ns/net", file.toString());
                mounted.complete("");
            } catch (SystemCallException e) {
                mounted.completeExceptionally(e);
            }
        });
        try {
            mounted.get();
        } catch (ExecutionException e) {
            Files.deleteIfExists(file);
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Whether one is mounted there.
    public static boolean isAt(Path file) {
        try {
            return Files.getFileStore(file).type().equals("nsfs");
        } catch (IOException e) {
            return false;
        }
    }

    /// Lets go of it; it ends when the last process has left it. One that is not there is well.
    public static void remove(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString());
            LibC.call("unmount " + file, errno -> (int) UMOUNT.invokeExact(errno, name, MNT_DETACH));
        } catch (SystemCallException e) {
            if (e.errno() != SystemCallException.INVALID) { // it was never mounted
                throw new IOException(e.getMessage(), e);
            }
        }
        Files.deleteIfExists(file);
    }

    private static void bind(String from, String to) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocateFrom(from);
            MemorySegment target = arena.allocateFrom(to);
            LibC.call("mount a network namespace on " + to, errno ->
                    (int) MOUNT.invokeExact(errno, source, target, MemorySegment.NULL, MS_BIND, MemorySegment.NULL));
        }
    }
}
