package shibafu.engine;

/// The root of every error that Shibafu itself tells: lower case, no final period, verb + object + value (+ cause).
public class ShibafuException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShibafuException(String message) {
        super(message);
    }

    public ShibafuException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Never null: there is no such error without a text.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
