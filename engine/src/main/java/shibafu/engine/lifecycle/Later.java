package shibafu.engine.lifecycle;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Who does what no caller waits for.
///
/// @param soon does it once the caller is answered
/// @param atLeisure does it when there is nothing else to do; never in the thread that asks, which may hold locks
/// @param settle returns when all is done that waited for leisure
public record Later(Executor soon, Executor atLeisure, Runnable settle) {
    /// A thread beside the caller's.
    static Later beside() {
        ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("later").factory());
        return new Later(thread, thread, () -> settle(thread));
    }

    private static void settle(ExecutorService thread) {
        try {
            thread.submit(() -> {}).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it does nothing
        }
    }
}
