package shibafu.engine.state;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether a container is well, in docker's words.
public enum HealthStatus {
    /// It was not well yet, but may still become so.
    STARTING,
    HEALTHY,
    UNHEALTHY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The status that has this word.
    public static Optional<HealthStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
