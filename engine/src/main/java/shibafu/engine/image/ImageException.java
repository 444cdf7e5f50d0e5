package shibafu.engine.image;

import shibafu.engine.ShibafuException;

/// An image or root file system that could not be imported, found, made or removed.
public final class ImageException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
