package shibafu.engine.seccomp;

import shibafu.engine.ShibafuException;

/// A profile that cannot be made a filter.
public final class SeccompException extends ShibafuException {
    private static final long serialVersionUID = 1;

    public SeccompException(String message) {
        super(message);
    }
}
