package shibafu.engine.launch;

import shibafu.engine.ShibafuException;

/// The front has ended before its conversation did: there is nobody left to answer.
public final class FrontGoneException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    FrontGoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
