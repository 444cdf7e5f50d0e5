package shibafu.engine.criu;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.spec.LinuxSpec.NamespaceType;

/// What is seen of a container that is to be written to an image.
///
/// @param pid of its first process
/// @param freezer directory of the cgroup that holds all its processes, on the host; absent: it has none
/// @param mounts all that its first process sees
/// @param namespaces inodes of its namespaces
/// @param descriptors what its first process has as standard streams, in the words of [Descriptors]
public record CriuSubject(
        int pid,
        Optional<Path> freezer,
        List<SeenMount> mounts,
        Map<NamespaceType, Long> namespaces,
        List<String> descriptors) {
    public CriuSubject {
        mounts = List.copyOf(mounts);
        namespaces = Map.copyOf(namespaces);
        descriptors = List.copyOf(descriptors);
    }

    boolean hasMount(String point) {
        return mounts.stream().anyMatch(mount -> mount.point().equals(point));
    }
}
