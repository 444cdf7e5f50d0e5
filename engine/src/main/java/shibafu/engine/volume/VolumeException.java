package shibafu.engine.volume;

import shibafu.engine.ShibafuException;

/// A volume that could not be made, found or removed; the message says which, and why.
public final class VolumeException extends ShibafuException {
    private static final long serialVersionUID = 1;

    public VolumeException(String message) {
        super(message);
    }

    public VolumeException(String message, Throwable cause) {
        super(message, cause);
    }
}
