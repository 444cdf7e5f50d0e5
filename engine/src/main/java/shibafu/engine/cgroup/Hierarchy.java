package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One mounted tree of cgroups.
///
/// @param controllers those of a v1 tree, with `name=...` of a named one; empty for the v2 tree
/// @param mountPoint where it is seen
record Hierarchy(List<String> controllers, Path mountPoint) {

    /// Options of a v1 mount that are no controllers.
    private static final Set<String> FLAGS =
            Set.of("rw", "ro", "noprefix", "clone_children", "xattr", "cpuset_v2_mode", "favordynmods", "all", "none");

    /// Every v1 tree once. Where one is mounted several times, the mount that shows it from its root is taken.
    ///
    /// @param root stands before every mount point
    static List<Hierarchy> v1(MountTable mounts, Path root) {
        Map<List<String>, MountTable.Entry> chosen = new LinkedHashMap<>();
        for (MountTable.Entry entry : mounts.visible("cgroup")) {
            List<String> controllers = entry.superOptions().stream()
                    .filter(Hierarchy::isController)
                    .toList();
            chosen.merge(
                    controllers, entry, (a, b) -> a.root().length() <= b.root().length() ? a : b);
        }
        List<Hierarchy> trees = new ArrayList<>();
        chosen.forEach((controllers, entry) -> trees.add(new Hierarchy(controllers, below(root, entry.mountPoint()))));
        return trees;
    }

    /// The v2 tree, if it is mounted.
    static Optional<Hierarchy> v2(MountTable mounts, Path root) {
        return mounts.visible("cgroup2").stream()
                .reduce((a, b) -> a.root().length() <= b.root().length() ? a : b)
                .map(entry -> new Hierarchy(List.of(), below(root, entry.mountPoint())));
    }

    /// Whether it only groups processes and limits nothing, as systemd's own.
    boolean named() {
        return controllers.stream().allMatch(c -> c.startsWith("name="));
    }

    /// The directories from the one right below the mount point down to a cgroup.
    List<Path> chain(Path relative) {
        List<Path> directories = new ArrayList<>();
        Path directory = mountPoint;
        for (Path name : relative) {
            directory = directory.resolve(name);
            directories.add(directory);
        }
        return directories;
    }

    /// Whether memory's cgroups here have a file for swap. The root of v2 has none, any other tells. Where none stands
    /// no service manager runs that makes some, and it is taken for counted, as it is since Linux 5.8 or sooner.
    boolean countsSwap() {
        if (!controllers.isEmpty()) {
            return Files.exists(mountPoint.resolve("memory.memsw.limit_in_bytes"));
        }
        try (Stream<Path> below = Files.list(mountPoint)) {
            return Stream.concat(Stream.of(mountPoint), below)
                    .filter(directory -> Files.exists(directory.resolve("memory.max")))
                    .findFirst()
                    .map(directory -> Files.exists(directory.resolve("memory.swap.max")))
                    .orElse(true);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isController(String option) {
        return !FLAGS.contains(option) && !option.startsWith("release_agent=");
    }

    private static Path below(Path root, String mountPoint) {
        return root.resolve(mountPoint.substring(1));
    }
}
