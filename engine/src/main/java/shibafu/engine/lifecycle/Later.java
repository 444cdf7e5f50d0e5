package shibafu.engine.lifecycle;

import java.util.concurrent.Executor;

/// Who does what no caller waits for.
///
/// @param soon does it once the caller is answered
/// @param atLeisure does it when there is nothing else to do
/// @param settle does at once all that waits for leisure
public record Later(Executor soon, Executor atLeisure, Runnable settle) {
    static final Later IN_THREADS = new Later(Later::start, Later::start, () -> {});

    /// All of it at once.
    static final Later NOW = new Later(Runnable::run, Runnable::run, () -> {});

    private static void start(Runnable task) {
        Thread.ofVirtual().name("later").start(task);
    }
}
