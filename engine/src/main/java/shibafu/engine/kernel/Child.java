package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A process that this program has spawned ([Spawn]). To be reaped once: by [#reap], or by a thread of its own after
/// [#reapLater].
@SuppressWarnings("restricted")
public final class Child {
    private static final int SIGKILL = 9;
    private static final int SIGNALLED = 128;

    private static final MethodHandle WAITPID =
            LibC.function("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle KILL = LibC.function("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    /// Kept for the next child for a minute: to start one costs as much as to spawn.
    private static final ExecutorService REAPERS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("reaper-", 0).factory());

    private final int pid;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    Child(int pid) {
        this.pid = pid;
    }

    public int pid() {
        return pid;
    }

    /// Its exit code, 128 + n if signal n ended it; empty as long as it was not reaped.
    public OptionalInt exitCode() {
        return end.isDone() ? OptionalInt.of(end.join()) : OptionalInt.empty();
    }

    /// Waits until it is reaped, by whomever.
    ///
    /// @return its exit code, 128 + n if signal n ended it
    public int waitFor() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("wait for process " + pid, e.getCause());
        }
    }

    /// Ends it, if it is not reaped yet.
    public void kill() throws SystemCallException {
        LibC.call("kill process " + pid, errno -> (int) KILL.invokeExact(errno, pid, SIGKILL));
    }

    /// Has it reaped when it ends.
    public void reapLater() {
        REAPERS.execute(this::reap);
    }

    /// Waits for its end in this thread, and tells those who wait.
    ///
    /// @return its exit code, 128 + n if signal n ended it
    public int reap() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            wait(status);
            int code = exitCode(status.get(JAVA_INT, 0));
            end.complete(code);
            return code;
        } catch (SystemCallException e) {
            end.completeExceptionally(e);
            throw new IllegalStateException(e.getMessage() + ": it was reaped before", e);
        }
    }

    private void wait(MemorySegment status) throws SystemCallException {
        while (true) {
            try {
                LibC.call("wait for process " + pid, errno -> (int) WAITPID.invokeExact(errno, pid, status, 0));
                return;
            } catch (SystemCallException e) {
                if (e.errno() != SystemCallException.INTERRUPTED) {
                    throw e;
                }
            }
        }
    }

    /// waitpid(2): the low seven bits are the signal that ended it, the next byte its exit code.
    private static int exitCode(int status) {
        int signal = status & 0x7f;
        return signal == 0 ? status >> 8 & 0xff : SIGNALLED + signal;
    }
}
