package shibafu.engine.spec;

import java.util.BitSet;
import java.util.regex.Pattern;

/// Numbers of CPUs or memory nodes as the kernel lists them: `0-3,7`.
public final class NumberList {
    /// The kernel knows fewer.
    private static final int MOST = 8191;

    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?\\s*");

    private NumberList() {}

    /// The numbers; empty for an empty list.
    ///
    /// @throws IllegalArgumentException with the part that is wrong
    public static BitSet parse(String list) {
        BitSet numbers = new BitSet();
        if (list.isBlank()) {
            return numbers;
        }
        for (String part : list.split(",", -1)) {
            var range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new IllegalArgumentException("\"" + part + "\" is no number and no range of numbers");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first || last > MOST) {
                throw new IllegalArgumentException("\"" + part + "\" must rise, to " + MOST + " at most");
            }
            numbers.set(first, last + 1);
        }
        return numbers;
    }
}
