package shibafu.engine.state;

/// The right to change one container's record, until closed.
public final class StateLock implements AutoCloseable {
    private final ContainerId id;

    StateLock(ContainerId id) {
        this.id = id;
    }

    /// Whose record it guards.
    public ContainerId id() {
        return id;
    }

    @Override
    public void close() {}
}
