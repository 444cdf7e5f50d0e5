package shibafu.engine.copy;

import java.io.IOException;
import java.io.InputStream;

/// Where copied files go: a tar or a tree.
public interface Sink {
    /// Takes the next file; a directory comes before what is in it.
    ///
    /// @param content of a regular file; may end before or after the size that the entry tells
    void put(Entry entry, InputStream content) throws IOException;

    /// Ends the copy.
    void finish() throws IOException;
}
