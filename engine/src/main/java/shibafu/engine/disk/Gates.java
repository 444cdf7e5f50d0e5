package shibafu.engine.disk;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets one thread of this process pass for each key. The kernel's record locks belong to the process: among
/// themselves, its threads need these. A key that nobody asks for is forgotten.
final class Gates {
    private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();

    /// Passes, and keeps the others out until [#leave].
    ///
    /// @param patience how long to wait for who passed before
    /// @return whether it did
    boolean pass(String key, Duration patience) throws InterruptedIOException {
        Gate gate = enter(key);
        boolean passed = false;
        try {
            passed = gate.free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            return passed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting");
        } finally {
            if (!passed) {
                forget(key);
            }
        }
    }

    /// Lets the next one pass.
    void leave(String key) {
        gates.computeIfPresent(key, (same, gate) -> {
            gate.free.release();
            return gate;
        });
        forget(key);
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

    private void forget(String key) {
        gates.computeIfPresent(key, (same, gate) -> --gate.visitors == 0 ? null : gate);
    }

    private static final class Gate {
        final Semaphore free = new Semaphore(1);
        int visitors; // changed only inside the map's compute
    }
}
