package shibafu.engine.service;

/// Told how far an import is; may end it.
public interface ImportProgress {
    /// @param readBytes of the archive so far
    /// @param totalBytes of the archive; 0 for a directory
    /// @return whether to go on
    boolean read(long readBytes, long totalBytes);
}
