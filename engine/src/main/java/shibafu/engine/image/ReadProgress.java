package shibafu.engine.image;

import java.io.IOException;

/// Told how far an import is.
@FunctionalInterface
public interface ReadProgress {
    /// For those who do not care.
    ReadProgress NONE = (what, readBytes, totalBytes) -> {};

    /// @param what an archive, or a layer
    /// @param readBytes of it so far
    /// @param totalBytes in all
    /// @throws IOException to read no further
    void read(String what, long readBytes, long totalBytes) throws IOException;
}
