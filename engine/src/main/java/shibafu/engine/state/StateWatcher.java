package shibafu.engine.state;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/// Tells when containers appear, change or vanish: by inotify where there is some, and by polling anyway.
@SuppressWarnings("DoNotCallSuggester")
public final class StateWatcher implements AutoCloseable {
    /// How often it polls by default.
    public static final Duration INTERVAL = Duration.ofMillis(500);

    private StateWatcher() {}

    /// Starts watching.
    ///
    /// @param changed called on the watcher's own thread with the ids whose record, start or end changed since the last
    ///     call; for the first call, since this method was called
    public static StateWatcher start(StateStore store, Duration interval, Consumer<Set<ContainerId>> changed) {
        throw new UnsupportedOperationException();
    }

    /// Stops watching; no callback runs and no thread is left after it returns.
    @Override
    public void close() {}
}
