package shibafu.engine.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.engine.ShibafuException;

/// Durations as docker takes them: `1m30s`, `1.5s`, `500ms`, `0`.
final class GoDuration {
    private static final Pattern ALL = Pattern.compile("0|(?:\\d{1,9}(?:\\.\\d{1,9})?(?:ns|us|µs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("([\\d.]+)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(36_500).toNanos());

    private GoDuration() {}

    /// @param option that it was given for
    static Duration parse(String option, String text) {
        if (!ALL.matcher(text).matches()) {
            throw new ShibafuException(option + " " + text + ": want a duration, such as 30s, 1m30s or 500ms");
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))));
        }
        return Duration.ofNanos(nanos.min(LONGEST).longValue());
    }
}
