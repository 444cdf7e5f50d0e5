package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.List;

/// What a container sees where its config mounts `type: cgroup`.
///
/// @param name on v1 the directory's name below the mount (`memory`, `cpu,cpuacct`, `systemd`); on v2 empty: the mount
///     itself
/// @param directory the container's own cgroup on the host, to be bound there
/// @param links names beside it that point to it: `cpu` and `cpuacct` where both are mounted together
public record CgroupMountView(String name, Path directory, List<String> links) {
    public CgroupMountView {
        links = List.copyOf(links);
    }
}
