package shibafu.engine.cli.runtime;

import shibafu.engine.ShibafuException;

/// A command line that makes no sense; nothing was done.
final class UsageException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
