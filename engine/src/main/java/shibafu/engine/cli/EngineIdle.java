package shibafu.engine.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.engine.ShibafuException;

/// How long an engine stays that nobody calls.
final class EngineIdle {
    /// Long enough to be for ever, short enough to be added to.
    static final Duration NEVER = Duration.ofDays(36_500);

    private static final Pattern TIME = Pattern.compile("([0-9]{1,7})(ms|s|m|h)");

    private EngineIdle() {}

    /// @param text such as `90s`, `5m`, `1h`, or `never`
    static Duration parse(String text) {
        if (text.equals("never")) {
            return NEVER;
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new ShibafuException("--idle " + text + ": give a time such as 90s, 5m or 1h, or never");
        }
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
