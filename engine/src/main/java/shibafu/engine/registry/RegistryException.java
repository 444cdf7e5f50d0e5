package shibafu.engine.registry;

import shibafu.engine.ShibafuException;

/// An image that could not be pulled or pushed, or a file about registries that makes no sense.
public final class RegistryException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
