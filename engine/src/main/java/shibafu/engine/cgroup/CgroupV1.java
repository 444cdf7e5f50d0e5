package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import shibafu.engine.spec.Resources;

/// A tree for each controller, perhaps with a v2 tree beside them that only groups. A container joins every one of
/// them, so that nothing of it stays in its caller's cgroups; limits are set where a controller has them.
public final class CgroupV1 implements CgroupLayout {
    /// Any tree would do to find all processes; these two are never shared with another controller.
    private static final List<String> FOR_PROCESSES = List.of("pids", "freezer");

    private final List<Hierarchy> trees;
    private final Optional<Hierarchy> unified;
    private final Optional<Hierarchy> freezer;
    private final Hierarchy processTree;

    CgroupV1(List<Hierarchy> trees, Optional<Hierarchy> unified) {
        this.trees = List.copyOf(trees);
        this.unified = unified;
        this.freezer = tree("freezer");
        this.processTree = FOR_PROCESSES.stream()
                .flatMap(controller -> tree(controller).stream())
                .findFirst()
                .orElse(trees.getFirst());
    }

    @Override
    public String kind() {
        return unified.isPresent() ? "hybrid" : "v1";
    }

    /// v1 trees are not delegated: a user could set limits for the whole machine aside.
    @Override
    public String place(String name) {
        return "/" + name;
    }

    @Override
    public boolean countsSwap() {
        return tree("memory").or(() -> unified).map(Hierarchy::countsSwap).orElse(false);
    }

    @Override
    public CgroupPlan plan(String cgroupsPath, Resources resources, Findings findings) {
        Path name = CgroupName.of(cgroupsPath);
        CgroupJoin join = join(name);
        List<Path> own = join.directories();
        ControllerFolders folders = folders(name, (tree, path) -> Folder.in(tree, path, findings));
        List<CgroupWrite> writes = folders.limits(Controller.ALL, resources);
        List<CgroupWrite> parentWrites = new ArrayList<>();
        Optional.ofNullable(folders.v1().get("cpuset"))
                .ifPresent(folder -> parentWrites.addAll(CpusetController.fillParents(folder)));
        unified.ifPresent(tree ->
                parentWrites.addAll(Delegation.plan(Folder.in(tree, name, findings), onUnified(folders, resources))
                        .writes()));
        return new CgroupPlan(
                name.getNameCount() == 1 ? own : chains(name),
                parentWrites,
                writes,
                join,
                Optional.empty(),
                own,
                List.of(processTree.mountPoint().resolve(name)),
                freezer.map(t -> t.mountPoint().resolve(name).resolve("freezer.state")),
                tree("memory")
                        .map(t -> MemoryController.oomFile(
                                CgroupVersion.V1, t.mountPoint().resolve(name))),
                views(own));
    }

    private List<Path> chains(Path name) {
        return Stream.concat(trees.stream(), unified.stream())
                .flatMap(t -> t.chain(name).stream())
                .toList();
    }

    @Override
    public List<Path> remove(String cgroupsPath) {
        return join(CgroupName.of(cgroupsPath)).directories();
    }

    @Override
    public List<Path> kill(String cgroupsPath) {
        return List.of(processTree.mountPoint().resolve(CgroupName.of(cgroupsPath)));
    }

    /// What is frozen waits without interruption, or was stopped before.
    @Override
    public boolean mayFreeze(int letter) {
        return letter != 'R' && letter != 'S';
    }

    @Override
    public boolean frozen(String cgroupsPath) {
        return freezer.isPresent()
                && freezer(freezer.get(), CgroupName.of(cgroupsPath)).frozen();
    }

    private static Freezer freezer(Hierarchy tree, Path name) {
        return Freezer.of(CgroupVersion.V1, tree.mountPoint().resolve(name));
    }

    @Override
    public Cgroup open(String cgroupsPath) {
        Path name = CgroupName.of(cgroupsPath);
        return new Cgroup(folders(name, Folder::in), Folder.in(processTree, name), join(name), liveDevices(name));
    }

    private LiveDevices liveDevices(Path name) {
        return tree("devices")
                .<LiveDevices>map(tree ->
                        new LiveDeviceList(Folder.in(tree, name), freezer.map(itsTree -> freezer(itsTree, name))))
                .orElseGet(LiveDevices.None::new);
    }

    private CgroupJoin join(Path name) {
        List<Path> own = new ArrayList<>(trees.size());
        for (Hierarchy tree : trees) {
            own.add(tree.mountPoint().resolve(name));
        }
        return new CgroupJoin(own, unified.map(t -> t.mountPoint().resolve(name)));
    }

    @Override
    public CgroupJoin joinBelow(String cgroupsPath, Map<String, String> below) {
        Path name = CgroupName.of(cgroupsPath);
        Map<String, String> left = new LinkedHashMap<>(below);
        String all = Optional.ofNullable(left.remove("")).orElse("");
        List<Path> places = new ArrayList<>();
        for (Hierarchy tree : trees) {
            String path = all;
            for (String controller : tree.controllers()) {
                path = Optional.ofNullable(left.remove(controller)).orElse(path);
            }
            places.add(tree.mountPoint().resolve(CgroupName.below(name, path)));
        }
        if (!left.isEmpty()) {
            throw CgroupName.noController(left.keySet().iterator().next());
        }
        return new CgroupJoin(places, unified.map(t -> t.mountPoint().resolve(CgroupName.below(name, all))));
    }

    /// A controller is on v1 or on v2, wherever the host mounted it first.
    ///
    /// @param in makes the folder of a path in a tree
    private ControllerFolders folders(Path name, BiFunction<Hierarchy, Path, Folder> in) {
        Map<String, Folder> v1 = new LinkedHashMap<>();
        for (Hierarchy tree : trees) {
            Folder folder = in.apply(tree, name);
            tree.controllers().forEach(controller -> v1.put(controller, folder));
        }
        Map<String, Folder> v2 = new LinkedHashMap<>();
        unified.ifPresent(tree -> Delegation.available(in.apply(tree, Path.of("")))
                .forEach(controller -> v2.put(controller, in.apply(tree, name))));
        return new ControllerFolders(v1, v2);
    }

    /// What the v2 tree beside has to limit.
    private static Set<String> onUnified(ControllerFolders folders, Resources resources) {
        Set<String> needed = new TreeSet<>(Delegation.needed(resources));
        needed.retainAll(folders.v2().keySet());
        return needed;
    }

    private Optional<Hierarchy> tree(String controller) {
        return trees.stream().filter(t -> t.controllers().contains(controller)).findFirst();
    }

    /// A container sees the trees under the names that the host has for them.
    ///
    /// @param own its directories, in the order of the trees
    private List<CgroupMountView> views(List<Path> own) {
        List<CgroupMountView> views = new ArrayList<>(trees.size());
        for (int i = 0; i < trees.size(); i++) {
            List<String> controllers = trees.get(i).controllers();
            String shown = trees.get(i).mountPoint().getFileName().toString();
            List<String> links = controllers.size() > 1
                    ? controllers.stream().filter(l -> !l.equals(shown)).toList()
                    : List.of();
            views.add(new CgroupMountView(shown, own.get(i), links));
        }
        return views;
    }
}
