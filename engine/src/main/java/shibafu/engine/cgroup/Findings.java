package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What the files of cgroups said when a plan was made: as long as they still say it, the plan is the same.
///
/// Belongs to one thread.
public final class Findings {
    private final Map<Path, Optional<String>> known;

    /// Nothing is known yet: every file is read when it is first asked for.
    public Findings() {
        this(Map.of());
    }

    /// @param known what files said, or that they were not there; none of these is read again
    public Findings(Map<Path, Optional<String>> known) {
        this.known = new LinkedHashMap<>(known);
    }

    Optional<String> text(Path file) {
        return known.computeIfAbsent(file, CgroupFile::read);
    }

    /// The same, and files that are not there.
    public Findings andMissing(List<Path> files) {
        Findings more = new Findings(known);
        files.forEach(file -> more.known.put(file, Optional.empty()));
        return more;
    }

    /// Those files that the other was asked for, too.
    public Findings alsoIn(Findings other) {
        return where(other.known::containsKey);
    }

    /// Those files that the other was not asked for.
    public Findings notIn(Findings other) {
        return where(file -> !other.known.containsKey(file));
    }

    private Findings where(Predicate<Path> wanted) {
        Findings some = new Findings(known);
        some.known.keySet().removeIf(wanted.negate());
        return some;
    }

    /// Which files they are, by their names.
    public List<Path> files() {
        return known.keySet().stream().sorted().toList();
    }

    /// Whether any of the files was there.
    public boolean anyThere() {
        return known.values().stream().anyMatch(Optional::isPresent);
    }

    /// Looks whether every file still says the same.
    ///
    /// @throws CgroupException if one cannot be read
    public boolean hold() {
        for (Map.Entry<Path, Optional<String>> each : known.entrySet()) {
            if (!CgroupFile.read(each.getKey()).equals(each.getValue())) {
                return false;
            }
        }
        return true;
    }
}
