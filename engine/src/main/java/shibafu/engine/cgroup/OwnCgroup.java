package shibafu.engine.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where this process is in the v2 tree, from `/proc/self/cgroup` (cgroups(7)).
///
/// @param path below the mount point; empty if it is not known
record OwnCgroup(Optional<Path> path) {
    private static final String V2 = "0::/";

    /// @param root `/`, or a directory that looks like it
    static OwnCgroup read(Path root) {
        return new OwnCgroup(CgroupFile.read(root.resolve("proc/self/cgroup")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(V2))
                .map(line -> Path.of(line.substring(V2.length())))
                // A cgroup outside of a cgroup namespace's root is told by "..", and can't be reached.
                .filter(path -> !path.startsWith(".."))
                .findFirst());
    }

    /// The cgroup below which this process may make others and move between; empty if that is the whole tree, or none.
    /// It is the one above its own where that is delegated too: its own has processes, so it can't limit those below
    /// it.
    Optional<Path> delegated(Path mountPoint) {
        if (path.isEmpty() || writable(mountPoint)) {
            return Optional.empty();
        }
        Path own = mountPoint.resolve(path.get());
        List<Path> candidates = new ArrayList<>();
        if (!own.equals(mountPoint)) {
            candidates.add(own.resolveSibling(""));
        }
        candidates.add(own);
        return candidates.stream().filter(OwnCgroup::writable).findFirst();
    }

    private static boolean writable(Path directory) {
        return Files.isWritable(directory)
                && Files.isWritable(directory.resolve("cgroup.procs"))
                && Files.isWritable(directory.resolve("cgroup.subtree_control"));
    }
}
