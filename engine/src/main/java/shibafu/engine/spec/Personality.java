package shibafu.engine.spec;

import java.util.List;
import java.util.Map;

/// The execution domain, as for personality(2).
///
/// @param domain one of `DOMAINS`
/// @param flags none is defined yet
public record Personality(String domain, List<String> flags) {
    /// The kernel's numbers (`linux/personality.h`).
    public static final Map<String, Integer> DOMAINS = Map.of("LINUX", 0, "LINUX32", 8);

    public Personality {
        flags = List.copyOf(flags);
    }
}
