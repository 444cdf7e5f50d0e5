package shibafu.tui.tape;

import shibafu.engine.ShibafuException;

/// A recording that can't be written or read.
public final class TapeException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    public TapeException(String message) {
        super(message);
    }

    public TapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
