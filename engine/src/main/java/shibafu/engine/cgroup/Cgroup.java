package shibafu.engine.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.ShibafuException;
import shibafu.engine.WouldKillException;
import shibafu.engine.spec.Resources;

/// A container's cgroup: one directory on v2, one in each tree on v1. A handle: the directories may stand or not.
public final class Cgroup {
    private final ControllerFolders folders;
    private final Folder processes;
    private final CgroupJoin join;
    private final LiveDevices devices;
    private final Optional<ProcessTree> tree;

    /// @param processes the directory whose processes are all of the container's
    Cgroup(ControllerFolders folders, Folder processes, CgroupJoin join, LiveDevices devices) {
        this(folders, processes, join, devices, Optional.empty());
    }

    private Cgroup(
            ControllerFolders folders,
            Folder processes,
            CgroupJoin join,
            LiveDevices devices,
            Optional<ProcessTree> tree) {
        this.folders = folders;
        this.processes = processes;
        this.join = join;
        this.devices = devices;
        this.tree = tree;
    }

    /// Of a container that has none.
    static Cgroup without(ProcessTree tree) {
        return new Cgroup(
                new ControllerFolders(Map.of(), Map.of()),
                Folder.at(Path.of("/proc/self/no-cgroup")),
                CgroupJoin.NONE,
                new LiveDevices.None(),
                Optional.of(tree));
    }

    /// Its processes where no cgroup tells them.
    public Optional<ProcessTree> tree() {
        return tree;
    }

    /// Whether it stands.
    public boolean exists() {
        return tree.map(ProcessTree::exists).orElseGet(() -> Files.isDirectory(processes.path()));
    }

    /// Where another process joins it.
    public CgroupJoin join() {
        return join;
    }

    /// The directory that holds all its processes, in it and below: to signal them.
    public Path processes() {
        return processes.path();
    }

    /// Where a controller has its files for it; empty if this host does not mount the controller.
    ///
    /// @param controller the kernel's name: `memory`, `cpu`, `freezer`, `blkio` on v1 and `io` on v2, ...
    public Optional<Path> directory(String controller) {
        Optional<Path> own = folders.folder(controller).map(Folder::path);
        // A v2 tree alone has what is no controller there (freezer) in every cgroup.
        return own.isPresent() || tree.isPresent() || !folders.v1().isEmpty() ? own : Optional.of(processes.path());
    }

    /// Which of the kernel's interfaces a controller's files are.
    public CgroupVersion version(String controller) {
        return folders.version(controller);
    }

    /// The directories that a controller has from its cgroup up to the mount point, its own first; none if this host
    /// does not mount the controller.
    public List<Path> ancestry(String controller) {
        return Stream.iterate(folders.folder(controller), Optional::isPresent, at -> at.flatMap(Folder::parent))
                .map(at -> at.orElseThrow().path())
                .toList();
    }

    /// Every process in it and in the cgroups below it, as host pids, ascending; none if it does not stand.
    public List<Integer> pids() {
        return tree.map(all ->
                        all.members().stream().map(ProcessTree.Member::pid).toList())
                .orElseGet(() -> ProcessList.below(processes.path()));
    }

    /// What its files say now.
    ///
    /// @return empty if it does not stand
    public Optional<CgroupStats> stats() {
        try (CgroupStatsReader reader = openStats()) {
            return reader.read();
        }
    }

    /// Every line of `memory.stat`, in the kernel's own words, which differ between versions; none without the file.
    public Map<String, Long> memoryStat() {
        return directory("memory")
                .flatMap(directory -> CgroupFile.read(directory.resolve("memory.stat")))
                .map(text -> KernelText.of(text).numbers())
                .orElse(Map.of());
    }

    /// For reading its statistics many times: keeps the files open.
    public CgroupStatsReader openStats() {
        return new CgroupStatsReader(folders, join.v2(), tree);
    }

    /// The limits that hold: the smallest of its own and those of all cgroups above it.
    public EffectiveLimits effectiveLimits() {
        return EffectiveLimits.of(folders);
    }

    /// The limits that its own files tell.
    public OwnLimits ownLimits() {
        return OwnLimits.of(folders);
    }

    /// Stops every process in it, and returns when all have stopped.
    ///
    /// @throws CgroupException if they would not stop; they are let go on then
    public void freeze() {
        freezer().freeze();
    }

    /// Lets them go on.
    public void thaw() {
        freezer().thaw();
    }

    /// Whether it was frozen, and all in it has stopped; not if only a cgroup above it was.
    public boolean frozen() {
        return directory("freezer").isPresent() && freezer().frozen();
    }

    private Freezer freezer() {
        Path directory = directory("freezer")
                .orElseThrow(
                        () -> new CgroupException("pause container: this host has no v1 freezer controller mounted"));
        return Freezer.of(folders.version("freezer"), directory);
    }

    /// What [#apply] would write; device rules are no files on v2, and left out.
    public List<CgroupWrite> limits(Resources wanted) {
        return folders.limits(Controller.CHANGEABLE, wanted);
    }

    /// Sets limits while it runs: all of them, or none where one is refused. Device rules take the place of all that
    /// it had; with none they stay as they are.
    ///
    /// @param held its limits so far
    /// @param force sets even a limit that will make the kernel kill
    /// @param notice told before the kernel is, and again of the old values if the kernel refuses
    /// @throws CgroupException if the kernel refuses one
    /// @throws WouldKillException if the kernel would have to kill, and nothing was tried
    public void apply(Resources wanted, Resources held, boolean force, LimitNotice notice) {
        if (tree.isPresent()) {
            throw new CgroupException("set limits: no cgroup is a user's own here; limits of a user's containers need"
                    + " cgroup v2, and a cgroup of it that is delegated to the user");
        }
        if (!force) {
            stats().flatMap(now -> MemoryController.refusal(wanted.memory(), now.memory(), swapFreeBytes()))
                    .ifPresent(reason -> {
                        throw new WouldKillException(reason);
                    });
        }
        List<CgroupWrite> writes = limits(wanted);
        List<CgroupWrite> before = AllOrNothing.undo(writes);
        notice.limits(writes);
        try {
            AllOrNothing.write(writes, () -> {
                if (!wanted.devices().isEmpty()) {
                    devices.change(wanted, held);
                }
            });
        } catch (CgroupException e) {
            takeBack(notice, before, e);
            throw e;
        }
    }

    private static void takeBack(LimitNotice notice, List<CgroupWrite> before, CgroupException failure) {
        try {
            notice.limits(before);
        } catch (ShibafuException e) {
            failure.addSuppressed(e);
        }
    }

    private static long swapFreeBytes() {
        return CgroupFile.read(Path.of("/proc/meminfo"))
                .map(text -> KernelText.of(text).number("SwapFree:") * 1024)
                .orElse(0L);
    }

    /// How many processes were killed for want of memory; 0 if it does not stand or memory is not counted.
    public long oomKills() {
        return oomFile()
                .flatMap(CgroupFile::read)
                .map(text -> KernelText.of(text).number("oom_kill"))
                .orElse(0L);
    }

    private Optional<Path> oomFile() {
        return directory("memory").map(directory -> MemoryController.oomFile(folders.version("memory"), directory));
    }
}
