package shibafu.tui.stats;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Numbers as the screen shows them: short, and always of the same few widths.
public final class Figures {
    private static final String UNITS = "BKMGTP";

    private Figures() {}

    /// At most four characters and its unit: `412M`, `1.6G`, `0B`.
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.codePointCount(0, UNITS.length()) - 1) {
            value /= 1024;
            unit++;
        }
        boolean fraction = unit > 0 && value < 9.95 && Math.abs(value - Math.rint(value)) > 0.04;
        return String.format(Locale.ROOT, fraction ? "%.1f%c" : "%.0f%c", value, UNITS.charAt(unit));
    }

    public static String bytesLimit(OptionalLong bytes) {
        return bytes.isPresent() ? bytes(bytes.getAsLong()) : "max";
    }

    /// A number of cores: `0.48`, `12.5`.
    public static String cores(double cores) {
        return String.format(Locale.ROOT, cores < 9.995 ? "%.2f" : "%.1f", cores);
    }

    public static String coresLimit(OptionalDouble cores) {
        return cores.isPresent() ? cores(cores.getAsDouble()) : "max";
    }

    /// A share as whole hundredths.
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", share * 100);
    }

    /// A span of time as a clock shows it: `00:42`, `12:05`, `1:02:03`.
    public static String clock(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        String minutes = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
        return seconds < 3600 ? minutes : seconds / 3600 + ":" + minutes;
    }

    /// A span of time in its largest unit: `8s`, `90s`, `3m`, `2h`, `5d`.
    public static String age(long seconds) {
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        }
        if (seconds < 7200) {
            return seconds / 60 + "m";
        }
        return seconds < 172_800 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
