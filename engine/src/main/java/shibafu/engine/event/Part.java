package shibafu.engine.event;

/// One kernel feature's share of a container's watch. All of it runs on the loop's thread.
interface Part extends AutoCloseable {
    /// Tells what has happened and was not told yet: once a second, and a last time at the container's end.
    void look();

    @Override
    void close();
}
