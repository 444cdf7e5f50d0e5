package shibafu.engine.image;

import java.io.IOException;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;

/// An image or root file system that could not be imported, found, made or removed.
public final class ImageException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    public ImageException(String message) {
        super(message);
    }

    /// @param action what was tried, on what
    public ImageException(String action, IOException cause) {
        super(action + ": " + IoReason.of(cause), cause);
    }
}
