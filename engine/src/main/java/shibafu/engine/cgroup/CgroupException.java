package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.ShibafuException;

/// A cgroup that could not be read, written or found.
public final class CgroupException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Path> path;
    private final transient Optional<String> value;

    /// No file is to blame.
    public CgroupException(String message) {
        super(message);
        this.path = Optional.empty();
        this.value = Optional.empty();
    }

    /// An error that is about no one file.
    public CgroupException(String message, Throwable cause) {
        super(message, cause);
        this.path = Optional.empty();
        this.value = Optional.empty();
    }

    /// Something is wrong with this file or directory.
    public CgroupException(String message, Path path) {
        super(message);
        this.path = Optional.of(path);
        this.value = Optional.empty();
    }

    /// The kernel refused a file; `message` says why as far as it can be known.
    ///
    /// @param value what was to be written; empty when reading
    public CgroupException(String message, Path path, Optional<String> value, Throwable cause) {
        super(message, cause);
        this.path = Optional.of(path);
        this.value = value;
    }

    /// The file or directory it is about.
    public Optional<Path> path() {
        return path;
    }

    /// What was to be written there.
    public Optional<String> value() {
        return value;
    }
}
