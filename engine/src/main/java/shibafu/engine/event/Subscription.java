package shibafu.engine.event;

/// Somebody listens; until this is closed.
public interface Subscription extends AutoCloseable {
    /// Ends it: the listener is not called any more after this returns, unless it is called by the listener itself.
    @Override
    void close();
}
