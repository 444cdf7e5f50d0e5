package shibafu.engine.cli;

import java.time.Duration;
import shibafu.engine.ShibafuException;

/// How long an engine stays that nobody calls.
final class EngineIdle {
    static final Duration NEVER = GoDuration.LONGEST;

    private EngineIdle() {}

    /// @param text such as `90s`, `5m`, `1h`, or `never`
    static Duration parse(String text) {
        if (text.equals("never")) {
            return NEVER;
        }
        return GoDuration.read(text)
                .orElseThrow(
                        () -> new ShibafuException("--idle " + text + ": give a time such as 90s, 5m or 1h, or never"));
    }
}
