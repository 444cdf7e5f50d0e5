package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.spec.Resources;

/// A tree for each controller, perhaps with a v2 tree beside them that only groups. A container joins every one of
/// them, so that nothing of it stays in its caller's cgroups; limits are set where a controller has them.
public final class CgroupV1 implements CgroupLayout {
    /// Any tree would do to find all processes; these two are never shared with another controller.
    private static final List<String> FOR_PROCESSES = List.of("pids", "freezer");

    private final List<Hierarchy> trees;
    private final Optional<Hierarchy> unified;

    CgroupV1(List<Hierarchy> trees, Optional<Hierarchy> unified) {
        this.trees = List.copyOf(trees);
        this.unified = unified;
    }

    @Override
    public String kind() {
        return unified.isPresent() ? "hybrid" : "v1";
    }

    @Override
    public CgroupPlan plan(String cgroupsPath, Resources resources) {
        Path name = CgroupName.of(cgroupsPath);
        List<CgroupWrite> parentWrites = tree("cpuset")
                .map(tree -> CpusetController.fillParents(Folder.in(tree, name)))
                .orElse(List.of());
        CgroupJoin join = join(name);
        return new CgroupPlan(
                Stream.concat(trees.stream(), unified.stream())
                        .flatMap(t -> t.chain(name).stream())
                        .toList(),
                parentWrites,
                limits(Controller.ALL, folders(name), resources),
                join,
                Optional.empty(),
                join.directories(),
                List.of(processTree().mountPoint().resolve(name)),
                tree("memory")
                        .map(t -> MemoryController.oomFile(
                                CgroupVersion.V1, t.mountPoint().resolve(name))),
                trees.stream().map(t -> view(t, name)).toList());
    }

    @Override
    public Cgroup open(String cgroupsPath) {
        Path name = CgroupName.of(cgroupsPath);
        return new Cgroup(CgroupVersion.V1, folders(name), Folder.in(processTree(), name), join(name));
    }

    private CgroupJoin join(Path name) {
        return new CgroupJoin(
                trees.stream().map(t -> t.mountPoint().resolve(name)).toList(),
                unified.map(t -> t.mountPoint().resolve(name)));
    }

    /// @throws CgroupException if a limit needs a controller that is not among the folders
    static List<CgroupWrite> limits(List<Controller> controllers, Map<String, Folder> folders, Resources wanted) {
        if (!wanted.unified().isEmpty()) {
            throw new CgroupException("set unified resource \""
                    + wanted.unified().keySet().iterator().next()
                    + "\": this host has cgroup v1, which has no such files");
        }
        List<CgroupWrite> writes = new ArrayList<>();
        for (Controller controller : controllers) {
            Folder folder = folders.get(controller.name());
            if (folder != null) {
                writes.addAll(controller.v1(wanted, folder));
            } else if (controller.needed(wanted)) {
                throw new CgroupException("set %s limits: this host has no v1 controller \"%s\" mounted; there are: %s"
                        .formatted(controller.name(), controller.name(), String.join(", ", folders.keySet())));
            }
        }
        return writes;
    }

    private Map<String, Folder> folders(Path name) {
        Map<String, Folder> folders = new LinkedHashMap<>();
        for (Hierarchy tree : trees) {
            tree.controllers().forEach(controller -> folders.put(controller, Folder.in(tree, name)));
        }
        return folders;
    }

    private Optional<Hierarchy> tree(String controller) {
        return trees.stream().filter(t -> t.controllers().contains(controller)).findFirst();
    }

    private Hierarchy processTree() {
        return FOR_PROCESSES.stream().flatMap(c -> tree(c).stream()).findFirst().orElse(trees.getFirst());
    }

    /// A container sees the trees under the names that the host has for them.
    private static CgroupMountView view(Hierarchy tree, Path name) {
        String shown = tree.mountPoint().getFileName().toString();
        List<String> links = tree.controllers().size() > 1 ? tree.controllers() : List.of();
        return new CgroupMountView(
                shown,
                tree.mountPoint().resolve(name),
                links.stream().filter(l -> !l.equals(shown)).toList());
    }
}
