package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// All that is to be done so that a container gets its cgroup: data only. To be carried out in the order of the
/// components: make all directories, then `parentWrites`, then `writes`, then attach the device program, then join.
///
/// @param directories to make, parents first; one that stands already is kept
/// @param parentWrites what the directories above need before the last one has its files, from the top down:
///     `cgroup.subtree_control`, and v1's `cpuset.cpus` and `cpuset.mems`
/// @param writes the limits; all before the first process joins
/// @param deviceProgram v2: eBPF instructions to attach to the joined directory; empty: every device is allowed, or v1
/// @param remove what to remove when the container has ended, with all below it
/// @param kill directories that hold all processes of the container; one on v1 (any hierarchy would do)
/// @param frozenFile what tells whether it is frozen: v1 `freezer.state`, v2 `cgroup.freeze`
/// @param oomFile where a line `oom_kill N` tells how many processes were killed for want of memory
/// @param mounts what a mount of type `cgroup` shows inside the container
public record CgroupPlan(
        List<Path> directories,
        List<CgroupWrite> parentWrites,
        List<CgroupWrite> writes,
        CgroupJoin join,
        Optional<byte[]> deviceProgram,
        List<Path> remove,
        List<Path> kill,
        Optional<Path> frozenFile,
        Optional<Path> oomFile,
        List<CgroupMountView> mounts) {
    /// Of a container that gets none.
    public static final CgroupPlan NONE = new CgroupPlan(
            List.of(),
            List.of(),
            List.of(),
            CgroupJoin.NONE,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public CgroupPlan {
        directories = List.copyOf(directories);
        parentWrites = List.copyOf(parentWrites);
        writes = List.copyOf(writes);
        remove = List.copyOf(remove);
        kill = List.copyOf(kill);
        mounts = List.copyOf(mounts);
    }
}
