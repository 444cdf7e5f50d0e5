package shibafu.engine.registry;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Transfers at the same time, three at most, as docker does. The first that fails ends the others.
final class AFewAtATime {
    private static final int MOST = 3;

    private AFewAtATime() {}

    static void run(List<Callable<Void>> transfers) throws IOException {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(MOST, Thread.ofVirtual().factory())) {
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(threads);
            transfers.forEach(running::submit);
            try {
                for (int i = 0; i < transfers.size(); i++) {
                    running.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw failure(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static IOException failure(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException ours) {
            throw ours;
        }
        return e.getCause() instanceof IOException io ? io : new IOException(String.valueOf(e.getMessage()), e);
    }
}
