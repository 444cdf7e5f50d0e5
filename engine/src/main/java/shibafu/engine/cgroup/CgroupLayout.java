package shibafu.engine.cgroup;

import java.nio.file.Path;
import shibafu.engine.spec.Resources;

/// How this host mounts its cgroups. Found from `/proc/self/mountinfo`, never guessed from names.
@SuppressWarnings("DoNotCallSuggester")
public sealed interface CgroupLayout permits CgroupV1, CgroupV2 {

    /// Looks at a host.
    ///
    /// @param root `/`, or a directory that looks like it
    /// @throws CgroupException if no cgroup file system is mounted
    static CgroupLayout detect(Path root) {
        throw new CgroupException("detect the cgroup layout below " + root);
    }

    /// `v1`, `hybrid` (v1 controllers with a v2 tree beside them) or `v2`.
    String kind();

    /// Says what to do for a container's cgroup; reads what stands already, writes nothing.
    ///
    /// @param cgroupsPath below each hierarchy's mount point, with or without a leading slash
    /// @throws CgroupException if a limit asks for a controller that this host lacks, or contradicts itself
    CgroupPlan plan(String cgroupsPath, Resources resources);

    /// A handle on a cgroup, which need not exist.
    Cgroup open(String cgroupsPath);
}
