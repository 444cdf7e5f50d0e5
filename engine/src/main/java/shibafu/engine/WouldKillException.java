package shibafu.engine;

/// A change that was not even tried, because the kernel could obey only by killing. Forced, it is done.
public final class WouldKillException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    public WouldKillException(String message) {
        super(message);
    }
}
