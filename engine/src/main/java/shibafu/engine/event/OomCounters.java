package shibafu.engine.event;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// v2's counters of "no memory to be had below this limit", of a cgroup and of all above it: `oom` in
/// `memory.events.local`. v1 has none.
final class OomCounters {
    private final List<Path> ancestry;
    private final Map<Path, Long> before = new HashMap<>();

    /// @param ancestry the cgroup's directory first
    OomCounters(List<Path> ancestry) {
        this.ancestry = ancestry;
        ancestry.forEach(directory -> before.put(directory, count(directory)));
    }

    /// Whose has risen since this was last asked, the innermost first.
    Optional<Path> reached() {
        Optional<Path> found = Optional.empty();
        for (Path directory : ancestry) {
            long now = count(directory);
            if (now > before.getOrDefault(directory, 0L) && found.isEmpty()) {
                found = Optional.of(directory);
            }
            before.put(directory, now);
        }
        return found;
    }

    private static long count(Path directory) {
        return Scene.number(Scene.text(directory.resolve("memory.events.local")), "oom");
    }
}
