package shibafu.engine.state;

import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.ShibafuException;

/// A record that could not be read, written, found or locked.
public final class StateException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Path> path;

    /// No file is to blame.
    public StateException(String message) {
        super(message);
        this.path = Optional.empty();
    }

    /// Something is wrong with this file or directory.
    public StateException(String message, Path path) {
        super(message);
        this.path = Optional.of(path);
    }

    /// A file or directory could not be used.
    public StateException(String message, Path path, Throwable cause) {
        super(message, cause);
        this.path = Optional.of(path);
    }

    /// The file or directory it is about.
    public Optional<Path> path() {
        return path;
    }
}
