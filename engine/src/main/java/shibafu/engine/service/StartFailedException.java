package shibafu.engine.service;

import shibafu.engine.ShibafuException;

/// A new container that could not be started. It is gone, but how far its start came can be asked for by
/// [Engine#launch].
public final class StartFailedException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    private final String id;

    public StartFailedException(String id, String message, Throwable cause) {
        super(message, cause);
        this.id = id;
    }

    /// What it would have been called.
    public String id() {
        return id;
    }
}
