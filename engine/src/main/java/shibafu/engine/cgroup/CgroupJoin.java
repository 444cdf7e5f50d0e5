package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a process belongs so that it is in a container's cgroup.
///
/// @param v1 a directory in each v1 hierarchy: "0" goes into its `tasks`, by the process itself
/// @param v2 the directory in the v2 tree (also the one beside v1, on a hybrid host): for `CLONE_INTO_CGROUP`
public record CgroupJoin(List<Path> v1, Optional<Path> v2) {
    /// Nowhere: it stays in its caller's.
    public static final CgroupJoin NONE = new CgroupJoin(List.of(), Optional.empty());

    public CgroupJoin {
        v1 = List.copyOf(v1);
    }

    /// All of them: a container's own directories.
    public List<Path> directories() {
        if (v2.isEmpty()) {
            return v1;
        }
        return Stream.concat(v1.stream(), v2.stream()).toList();
    }
}
