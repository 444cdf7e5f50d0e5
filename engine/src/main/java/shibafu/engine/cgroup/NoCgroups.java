package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import shibafu.engine.spec.Resources;

/// Cgroups that are there and not ours: a user to whom nothing of them was delegated. A container stays in those of its
/// caller, without limits of its own, and its processes are told from others by [ProcessTree].
public final class NoCgroups implements CgroupLayout {
    private final String kind;

    /// @param kind of the host
    NoCgroups(String kind) {
        this.kind = kind;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean countsSwap() {
        return false;
    }

    @Override
    public Set<String> unkept(Resources resources) {
        return new TreeSet<>(Delegation.needed(resources));
    }

    @Override
    public String place(String name) {
        return "/" + name;
    }

    @Override
    public CgroupPlan plan(String cgroupsPath, Resources resources, Findings findings) {
        return CgroupPlan.NONE;
    }

    @Override
    public CgroupJoin joinBelow(String cgroupsPath, Map<String, String> below) {
        return CgroupJoin.NONE;
    }

    @Override
    public List<Path> remove(String cgroupsPath) {
        return List.of();
    }

    @Override
    public List<Path> kill(String cgroupsPath) {
        return List.of();
    }

    /// What SIGSTOP has stopped.
    @Override
    public boolean mayFreeze(int letter) {
        return letter == 'T';
    }

    @Override
    public boolean frozen(String cgroupsPath) {
        return true;
    }

    @Override
    public Cgroup open(String cgroupsPath) {
        return Cgroup.without(new ProcessTree(Path.of("/proc"), 0, 0));
    }

    @Override
    public Cgroup open(String cgroupsPath, int init, long startTime) {
        return Cgroup.without(new ProcessTree(Path.of("/proc"), init, startTime));
    }
}
