package shibafu.engine.state;

import shibafu.engine.disk.RandomName;

/// The name of a container; safe as the name of one file, and as part of a cgroup's.
public record ContainerId(String value) implements Comparable<ContainerId> {
    // As long as the name of a file may be.
    private static final int LONGEST = 255;
    private static final int RANDOM_BYTES = 6;

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
        if (value.isEmpty() || value.length() > LONGEST || value.equals(".") || value.equals("..")) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isAllowed(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Returns a new id of 12 hexadecimal digits.
    public static ContainerId random() {
        return new ContainerId(RandomName.hex(RANDOM_BYTES));
    }

    @Override
    public int compareTo(ContainerId other) {
        return value.compareTo(other.value);
    }

    // What the compiler makes for records costs a cold start 15 ms.
    @Override
    public boolean equals(Object other) {
        return other instanceof ContainerId id && id.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_+.-".indexOf(c) >= 0;
    }
}
