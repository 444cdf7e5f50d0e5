package shibafu.engine.systemd;

import shibafu.engine.ShibafuException;

/// systemd, or the way to it, refused.
public final class SystemdException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    SystemdException(String message) {
        super(message);
    }

    SystemdException(String message, Throwable cause) {
        super(message, cause);
    }
}
