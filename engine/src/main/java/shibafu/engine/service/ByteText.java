package shibafu.engine.service;

import java.util.Locale;

/// Sizes for people to read.
public final class ByteText {
    private static final long KIB = 1024;

    private ByteText() {}

    /// Three digits or so and a unit.
    public static String of(long bytes) {
        if (bytes < KIB) {
            return bytes + "B";
        }
        double value = bytes;
        String units = "KMGTP";
        int unit = -1;
        while (value >= KIB && unit < units.length() - 1) {
            value /= KIB;
            unit++;
        }
        String pattern = value < 10 ? "%.2f%ciB" : value < 100 ? "%.1f%ciB" : "%.0f%ciB";
        return String.format(Locale.ROOT, pattern, value, units.charAt(unit));
    }
}
