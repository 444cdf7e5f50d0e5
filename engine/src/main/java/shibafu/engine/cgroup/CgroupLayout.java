package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.disk.ProcessUser;
import shibafu.engine.spec.Resources;

/// How this host mounts its cgroups. Found from `/proc/self/mountinfo`, never guessed from names.
public sealed interface CgroupLayout permits CgroupV1, CgroupV2, NoCgroups {

    /// Looks at a host.
    ///
    /// @param root `/`, or a directory that looks like it
    /// @throws CgroupException if no cgroup file system is mounted
    static CgroupLayout detect(Path root) {
        Path mountinfo = root.resolve("proc/self/mountinfo");
        MountTable mounts = MountTable.read(mountinfo);
        List<Hierarchy> v1 = Hierarchy.v1(mounts, root);
        Optional<Hierarchy> v2 = Hierarchy.v2(mounts, root);
        // A named tree limits nothing: systemd's may stand beside a v2 tree that has all controllers.
        if (v2.isPresent() && v1.stream().allMatch(Hierarchy::named)) {
            OwnCgroup own = OwnCgroup.read(root);
            boolean ours =
                    writable(v2.get()) || own.delegated(v2.get().mountPoint()).isPresent();
            return ours || isRoot(root) ? new CgroupV2(v2.get(), own) : new NoCgroups("v2");
        }
        if (v1.isEmpty()) {
            throw new CgroupException(
                    "find cgroups: none are mounted (see %s); on the host: mount -t cgroup2 cgroup2 /sys/fs/cgroup; in a container: give it its cgroups"
                            .formatted(mountinfo),
                    mountinfo);
        }
        CgroupV1 all = new CgroupV1(v1, v2);
        return isRoot(root) || v1.stream().allMatch(CgroupLayout::writable) ? all : new NoCgroups(all.kind());
    }

    private static boolean writable(Hierarchy tree) {
        return Files.isWritable(tree.mountPoint());
    }

    /// Whether this process is the host's root: to it, a tree that can't be written is an error.
    private static boolean isRoot(Path root) {
        try {
            String map = CgroupFile.read(root.resolve("proc/self/uid_map")).orElse("");
            int uid = (Integer) Files.getAttribute(root.resolve("proc/self"), "unix:uid");
            return uid == 0 && (map.isEmpty() || ProcessUser.isWhole(map));
        } catch (IOException e) {
            return true; // not even procfs: what follows tells more
        }
    }

    /// `v1`, `hybrid` (v1 controllers with a v2 tree beside them) or `v2`.
    String kind();

    /// Where a container of ours goes that asks for no place: below the mount point, or, for a user who may not write
    /// there, below the cgroup that was delegated to the user (`Delegate=yes`, systemd.resource-control(5)).
    ///
    /// @param name of the new cgroup
    /// @return a path as [#plan] takes it
    String place(String name);

    /// Whether swap can be limited: for long Debian's kernels, among others, counted none unless they were booted with
    /// `swapaccount=1`.
    boolean countsSwap();

    /// Which controllers a container asks for that it can't have here, and does without.
    default Set<String> unkept(Resources resources) {
        return Set.of();
    }

    /// Says what to do for a container's cgroup; reads what stands already, writes nothing.
    ///
    /// @param cgroupsPath below each hierarchy's mount point, with or without a leading slash
    /// @param findings by way of which files are read
    /// @throws CgroupException if a limit asks for a controller that this host lacks, or can't be
    CgroupPlan plan(String cgroupsPath, Resources resources, Findings findings);

    /// The same, of the files as they are now.
    default CgroupPlan plan(String cgroupsPath, Resources resources) {
        return plan(cgroupsPath, resources, new Findings());
    }

    /// Where one more process of a container goes.
    ///
    /// @param below by a controller's name, where below the container's cgroup; the empty name is all controllers
    /// @throws CgroupException if a controller is none of this host's, or a path leads out of the container's cgroup
    CgroupJoin joinBelow(String cgroupsPath, Map<String, String> below);

    /// What to remove when a container has ended, with all below it; reads nothing.
    List<Path> remove(String cgroupsPath);

    /// The directories that hold all processes of a container; reads nothing.
    List<Path> kill(String cgroupsPath);

    /// Whether a process in this state may be frozen, so that it is worth to ask [#frozen].
    ///
    /// @param letter `R`, `S`, `D`, ..., proc_pid_stat(5)
    boolean mayFreeze(int letter);

    /// Whether a container's cgroup was frozen itself, and all in it has stopped; as [Cgroup#frozen()], and reads
    /// nothing else.
    boolean frozen(String cgroupsPath);

    /// A handle on a cgroup, which need not exist.
    Cgroup open(String cgroupsPath);

    /// The same where the container has a first process already.
    ///
    /// @param init its pid, or 0
    /// @param startTime in clock ticks, as `/proc/PID/stat` has it
    default Cgroup open(String cgroupsPath, int init, long startTime) {
        return open(cgroupsPath);
    }
}
