package shibafu.engine.cgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Resources;

/// `cpuset`: which CPUs and memory nodes. A new v1 cpuset has none and takes no process before it has both, so every
/// one on the way down is filled from the one above; v2 does that by itself.
final class CpusetController implements Controller {
    private static final List<String> FILES = List.of("cpuset.cpus", "cpuset.mems");

    @Override
    public String name() {
        return "cpuset";
    }

    @Override
    public boolean needed(Resources wanted) {
        return asked(wanted, "cpuset.cpus").isPresent()
                || asked(wanted, "cpuset.mems").isPresent();
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        List<CgroupWrite> writes = new ArrayList<>();
        for (String file : FILES) {
            asked(wanted, file).or(() -> missing(folder, file)).ifPresent(value -> writes.add(folder.set(file, value)));
        }
        return writes;
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        List<CgroupWrite> writes = new ArrayList<>();
        for (String file : FILES) {
            asked(wanted, file).ifPresent(value -> writes.add(folder.set(file, value)));
        }
        return writes;
    }

    /// v1: what the directories above a cgroup lack, from the top down.
    static List<CgroupWrite> fillParents(Folder folder) {
        if (folder.parent().isEmpty()) {
            return List.of();
        }
        Folder parent = folder.parent().get();
        List<CgroupWrite> writes = new ArrayList<>(fillParents(parent));
        for (String file : FILES) {
            missing(parent, file).ifPresent(value -> writes.add(parent.set(file, value)));
        }
        return writes;
    }

    /// The value to take over from above; empty where one stands already, or there is nothing above.
    private static Optional<String> missing(Folder folder, String file) {
        Optional<Folder> parent = folder.parent();
        return parent.isEmpty() || stands(folder, file).isPresent() ? Optional.empty() : inherited(parent.get(), file);
    }

    private static Optional<String> inherited(Folder folder, String file) {
        return stands(folder, file).or(() -> folder.parent().flatMap(p -> inherited(p, file)));
    }

    private static Optional<String> stands(Folder folder, String file) {
        return folder.text(file).filter(text -> !text.isBlank());
    }

    private static Optional<String> asked(Resources wanted, String file) {
        Optional<String> list =
                file.equals("cpuset.cpus") ? wanted.cpu().cpus() : wanted.cpu().mems();
        return list.filter(text -> !text.isBlank());
    }
}
