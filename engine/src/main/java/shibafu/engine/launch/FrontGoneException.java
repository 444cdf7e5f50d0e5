package shibafu.engine.launch;

import java.io.IOException;
import java.util.Optional;
import shibafu.engine.ShibafuException;

/// The front has ended before its conversation did: there is nobody left to answer.
public final class FrontGoneException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    FrontGoneException(String what, IOException cause) {
        super(what + ": " + Optional.ofNullable(cause.getMessage()).orElse("connection closed"), cause);
    }
}
