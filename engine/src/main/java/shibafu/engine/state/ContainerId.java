package shibafu.engine.state;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The name of a container; safe as the name of one file, and as part of a cgroup's.
public record ContainerId(String value) implements Comparable<ContainerId> {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_+.-]{1,255}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /// @throws StateException if `value` is not 1 to 255 of `A-Z a-z 0-9 _ + . -`, or is `.` or `..`
    public ContainerId {
        if (!isValid(value)) {
            // "invalid container ID format" is runc's wording, which its callers match on.
            throw new StateException("invalid container ID format: \"" + value
                    + "\": use 1 to 255 letters, digits and _ + . -, and not . or .. alone");
        }
    }

    /// Whether this could name a container.
    public static boolean isValid(String value) {
        return ALLOWED.matcher(value).matches() && !value.equals(".") && !value.equals("..");
    }

    /// Returns a new id of 12 hexadecimal digits.
    public static ContainerId random() {
        byte[] bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return new ContainerId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public int compareTo(ContainerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
