package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import shibafu.engine.spec.Resources;

/// One tree for all controllers. A cgroup has the files of those that its parent hands on (`cgroup.subtree_control`).
public final class CgroupV2 implements CgroupLayout {
    private final Hierarchy tree;

    private final OwnCgroup own;

    /// @param own where this process is
    CgroupV2(Hierarchy tree, OwnCgroup own) {
        this.tree = tree;
        this.own = own;
    }

    @Override
    public String kind() {
        return "v2";
    }

    @Override
    public String place(String name) {
        return own.delegated(tree.mountPoint())
                .map(directory -> "/" + tree.mountPoint().relativize(directory.resolve(name)))
                .orElse("/" + name);
    }

    @Override
    public boolean countsSwap() {
        return tree.countsSwap();
    }

    @Override
    public CgroupPlan plan(String cgroupsPath, Resources resources, Findings findings) {
        Path name = CgroupName.of(cgroupsPath);
        Folder folder = Folder.in(tree, name, findings);
        Path own = folder.path();
        List<CgroupWrite> writes = folders(folder).limits(Controller.ALL, resources);
        Delegation delegation = Delegation.plan(folder, Delegation.needed(resources));
        return new CgroupPlan(
                tree.chain(name),
                delegation.writes(),
                writes,
                join(own),
                deviceProgram(resources),
                remove(cgroupsPath),
                kill(cgroupsPath),
                Optional.of(own.resolve("cgroup.freeze")),
                delegation.controllers().contains("memory")
                        ? Optional.of(MemoryController.oomFile(CgroupVersion.V2, own))
                        : Optional.empty(),
                List.of(new CgroupMountView("", own, List.of())));
    }

    @Override
    public CgroupJoin joinBelow(String cgroupsPath, Map<String, String> below) {
        below.keySet().stream()
                .filter(controller -> !controller.isEmpty())
                .findFirst()
                .ifPresent(controller -> {
                    throw CgroupName.noController(controller);
                });
        Path name = CgroupName.below(CgroupName.of(cgroupsPath), below.getOrDefault("", ""));
        return join(tree.mountPoint().resolve(name));
    }

    @Override
    public List<Path> remove(String cgroupsPath) {
        return List.of(directory(cgroupsPath));
    }

    @Override
    public List<Path> kill(String cgroupsPath) {
        return List.of(directory(cgroupsPath));
    }

    /// Up to Linux 6.0, what is frozen sleeps as others do.
    @Override
    public boolean mayFreeze(int letter) {
        return true;
    }

    @Override
    public boolean frozen(String cgroupsPath) {
        return Freezer.of(CgroupVersion.V2, directory(cgroupsPath)).frozen();
    }

    private Path directory(String cgroupsPath) {
        return tree.mountPoint().resolve(CgroupName.of(cgroupsPath));
    }

    @Override
    public Cgroup open(String cgroupsPath) {
        Folder folder = Folder.in(tree, CgroupName.of(cgroupsPath));
        return new Cgroup(folders(folder), folder, join(folder.path()), liveDevices(folder.path()));
    }

    /// Where this process is, below the mount point; empty if it is not known.
    public Optional<Path> own() {
        return own.path();
    }

    /// A user may load no program, and needs none: the kernel lets them make no device nodes, and open only those that
    /// they may open anyway.
    private Optional<byte[]> deviceProgram(Resources resources) {
        return isDelegated() ? Optional.empty() : DevicesController.program(resources);
    }

    private LiveDevices liveDevices(Path directory) {
        return isDelegated() ? new LiveDevices.None() : new LiveDeviceProgram(directory);
    }

    private boolean isDelegated() {
        return own.delegated(tree.mountPoint()).isPresent();
    }

    private static ControllerFolders folders(Folder folder) {
        return new ControllerFolders(
                Map.of(), Controller.ALL.stream().collect(Collectors.toMap(Controller::name, controller -> folder)));
    }

    private static CgroupJoin join(Path own) {
        return new CgroupJoin(List.of(), Optional.of(own));
    }
}
