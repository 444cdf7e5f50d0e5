package shibafu.tui.tape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// The clock of a recording: seconds since it began, to the microsecond.
final class Seconds {
    /// Makes objects whose times keep all their digits: `100.000000`, not `1E+2`.
    static final JsonNodeFactory NODES = new JsonNodeFactory(true);

    private static final long A_YEAR = 366L * 24 * 3600;

    private Seconds() {}

    static String text(long micros) {
        return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
    }

    static BigDecimal number(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }

    /// @throws NumberFormatException if it is no time, or one that no recording has
    static long micros(String text) {
        if (text.length() > 24) {
            throw new NumberFormatException("too long for a time");
        }
        return micros(new BigDecimal(text));
    }

    /// @throws NumberFormatException if it is no time that a recording can have
    static long micros(JsonNode seconds) {
        if (!seconds.isNumber()) {
            throw new NumberFormatException("no number");
        }
        return micros(seconds.decimalValue());
    }

    private static long micros(BigDecimal seconds) {
        // A number such as 1e999999999 must not be written out.
        if (seconds.signum() < 0 || Math.abs((long) seconds.scale()) > 20 || seconds.longValue() > A_YEAR) {
            throw new NumberFormatException("no time of a recording");
        }
        return seconds.movePointRight(6).setScale(0, RoundingMode.DOWN).longValue();
    }
}
