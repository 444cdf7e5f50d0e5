package shibafu.engine.launch;

import java.io.Serial;

/// A warm engine is not the one to do what was asked; nothing was done yet.
public final class DeclinedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;
}
