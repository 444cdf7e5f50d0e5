package shibafu.engine.network;

import shibafu.engine.ShibafuException;

/// A network that could not be made, found, joined or left; the message says which, and why.
public final class NetworkException extends ShibafuException {
    private static final long serialVersionUID = 1;

    public NetworkException(String message) {
        super(message);
    }

    public NetworkException(String message, Throwable cause) {
        super(message, cause);
    }
}
