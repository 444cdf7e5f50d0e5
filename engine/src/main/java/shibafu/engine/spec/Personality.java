package shibafu.engine.spec;

import java.util.List;

/// The execution domain, as for personality(2).
///
/// @param domain `LINUX` or `LINUX32`
/// @param flags none is defined yet
public record Personality(String domain, List<String> flags) {
    public Personality {
        flags = List.copyOf(flags);
    }
}
