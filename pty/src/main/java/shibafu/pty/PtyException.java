package shibafu.pty;

/// A pseudo terminal could not be opened, or its program not be started.
public final class PtyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PtyException(String message) {
        super(message);
    }

    PtyException(String message, Throwable cause) {
        super(message, cause);
    }
}
