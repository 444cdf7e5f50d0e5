package shibafu.engine.disk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets one thread of this process pass for each key. The kernel's record locks belong to the process: among
/// themselves, its threads need these. A key that nobody asks for is forgotten.
final class Gates {
    private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();

    /// What is done by who has passed.
    interface Inside<T> {
        /// @param deadline when patience ends, as [System#nanoTime] tells it
        Optional<T> run(long deadline) throws IOException, InterruptedException;
    }

    /// Passes and does something, and keeps the others out until [#leave]: unless that yields nothing, or fails.
    ///
    /// @param patience how long to wait for who passed before
    /// @return empty if they are still there
    <T> Optional<T> pass(String key, Duration patience, Inside<T> inside) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        Gate gate = enter(key);
        boolean passed = false;
        Optional<T> result = Optional.empty();
        try {
            passed = gate.free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (passed) {
                result = inside.run(deadline);
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting");
        } finally {
            if (result.isEmpty()) {
                leave(key, passed);
            }
        }
    }

    /// Lets the next one pass.
    void leave(String key) {
        leave(key, true);
    }

    /// Whether somebody of this process has passed, or waits to.
    boolean isAsked(String key) {
        return gates.containsKey(key);
    }

    private Gate enter(String key) {
        return gates.compute(key, (same, gate) -> {
            Gate entered = gate == null ? new Gate() : gate;
            entered.visitors++;
            return entered;
        });
    }

    private void leave(String key, boolean passed) {
        gates.computeIfPresent(key, (same, gate) -> {
            if (passed) {
                gate.free.release();
            }
            return --gate.visitors == 0 ? null : gate;
        });
    }

    private static final class Gate {
        final Semaphore free = new Semaphore(1);
        int visitors; // changed only inside the map's compute
    }
}
