package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The topmost cgroups of a host.
public final class RootCgroups {
    private RootCgroups() {}

    /// Moves this process out of its caller's cgroups, which may be limited, or end with what they were made for.
    ///
    /// @param root `/`
    /// @return what could not be left, with the kernel's reason: without root's rights that is usual
    public static List<String> join(Path root) {
        MountTable mounts = MountTable.read(root.resolve("proc/self/mountinfo"));
        List<Hierarchy> hierarchies = new ArrayList<>(Hierarchy.v1(mounts, root));
        Hierarchy.v2(mounts, root).ifPresent(hierarchies::add);
        List<String> refused = new ArrayList<>();
        for (Hierarchy hierarchy : hierarchies) {
            Path file = hierarchy.mountPoint().resolve("cgroup.procs");
            try {
                Files.write(file, "0".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
            } catch (IOException e) {
                refused.add(file + ": " + e.getMessage());
            }
        }
        return refused;
    }
}
