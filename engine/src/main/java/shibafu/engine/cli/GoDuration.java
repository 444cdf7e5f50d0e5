package shibafu.engine.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.engine.ShibafuException;

/// Durations as docker takes them: `1m30s`, `1.5s`, `500ms`, `0`.
public final class GoDuration {
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
    /// Long enough to be for ever, short enough to be added to.
    static final Duration LONGEST = Duration.ofDays(36_500);

    private GoDuration() {}

    /// @param option that it was given for
    static Duration parse(String option, String text) {
        return read(text)
                .orElseThrow(() ->
                        new ShibafuException(option + " " + text + ": want a duration, such as 30s, 1m30s or 500ms"));
    }

    /// At most a hundred years; empty if it is none.
    public static Optional<Duration> read(String text) {
        if (!ALL.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))));
        }
        return Optional.of(Duration.ofNanos(
                nanos.min(BigDecimal.valueOf(LONGEST.toNanos())).longValue()));
    }
}
