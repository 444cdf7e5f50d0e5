package shibafu.engine.kernel;

import java.io.IOException;

/// A system call that the kernel refused.
public final class SystemCallException extends IOException {
    /// Nothing to read now (EAGAIN).
    static final int NOTHING_YET = 11;

    /// A signal came in between (EINTR).
    static final int INTERRUPTED = 4;

    /// What was named is not what it would have to be (EINVAL).
    static final int INVALID = 22;

    /// Records were overwritten before they were read (EPIPE, of /dev/kmsg).
    static final int OVERWRITTEN = 32;

    private static final long serialVersionUID = 1L;

    private final int errno;

    SystemCallException(String what, int errno, String reason) {
        super(what + ": " + reason);
        this.errno = errno;
    }

    /// Whether a socket had nothing to read for as long as was waited.
    public boolean timedOut() {
        return errno == NOTHING_YET;
    }

    /// The kernel's number for the reason (errno(3)).
    public int errno() {
        return errno;
    }
}
