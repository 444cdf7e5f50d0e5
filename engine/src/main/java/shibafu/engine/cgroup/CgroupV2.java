package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shibafu.engine.spec.Resources;

/// One tree for all controllers. A cgroup has the files of those that its parent hands on (`cgroup.subtree_control`).
public final class CgroupV2 implements CgroupLayout {
    private final Hierarchy tree;

    CgroupV2(Hierarchy tree) {
        this.tree = tree;
    }

    @Override
    public String kind() {
        return "v2";
    }

    @Override
    public CgroupPlan plan(String cgroupsPath, Resources resources) {
        Path name = CgroupName.of(cgroupsPath);
        Folder folder = Folder.in(tree, name);
        Path own = folder.path();
        Delegation delegation = Delegation.plan(folder, resources);
        return new CgroupPlan(
                tree.chain(name),
                delegation.writes(),
                limits(Controller.ALL, folder, resources),
                join(own),
                DevicesController.program(resources),
                List.of(own),
                List.of(own),
                delegation.controllers().contains("memory")
                        ? Optional.of(MemoryController.oomFile(CgroupVersion.V2, own))
                        : Optional.empty(),
                List.of(new CgroupMountView("", own, List.of())));
    }

    @Override
    public Cgroup open(String cgroupsPath) {
        Folder folder = Folder.in(tree, CgroupName.of(cgroupsPath));
        Map<String, Folder> folders =
                Controller.ALL.stream().collect(Collectors.toMap(Controller::name, controller -> folder));
        return new Cgroup(CgroupVersion.V2, folders, folder, join(folder.path()));
    }

    private static CgroupJoin join(Path own) {
        return new CgroupJoin(List.of(), Optional.of(own));
    }

    /// The limits of every controller, then `unified` as it stands, sorted so that a plan reads the same each time.
    static List<CgroupWrite> limits(List<Controller> controllers, Folder own, Resources wanted) {
        List<CgroupWrite> writes = new ArrayList<>();
        for (Controller controller : controllers) {
            writes.addAll(controller.v2(wanted, own));
        }
        new TreeMap<>(wanted.unified()).forEach((file, value) -> {
            if (file.contains("/") || !file.contains(".")) {
                throw new CgroupException("set unified resource \"" + file + "\": it is no name of a cgroup file");
            }
            // The kernel takes one line at a time (io.max).
            value.lines().forEach(line -> writes.add(own.set(file, line)));
        });
        return writes;
    }
}
