package shibafu.engine.cgroup;

import java.util.List;
import shibafu.engine.spec.Resources;

/// A container's cgroup: one directory on v2, one in each hierarchy on v1.
@SuppressWarnings("DoNotCallSuggester")
public final class Cgroup {
    Cgroup() {}

    /// Whether it stands.
    public boolean exists() {
        return false;
    }

    /// Every process in it and below it, as host pids.
    public List<Integer> pids() {
        throw new CgroupException("read processes");
    }

    /// Stops every process in it, and returns when all have stopped.
    public void freeze() {
        throw new CgroupException("freeze");
    }

    /// Lets them go on.
    public void thaw() {
        throw new CgroupException("thaw");
    }

    /// Whether all are stopped.
    public boolean frozen() {
        return false;
    }

    /// Sets limits: all of them, or none where one is refused.
    public void apply(Resources resources) {
        apply(resources, false);
    }

    /// @param force sets even a limit that will make the kernel kill
    public void apply(Resources resources, boolean force) {
        throw new CgroupException("apply limits " + resources + force);
    }

    /// How many processes were killed for want of memory.
    public long oomKills() {
        throw new CgroupException("read oom kills");
    }
}
