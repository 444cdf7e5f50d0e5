package shibafu.engine.cgroup;

import java.util.List;

/// Somebody who keeps limits too and writes them at times of its own, as systemd does, so that it must know of changes.
@FunctionalInterface
public interface LimitNotice {
    /// For a cgroup that is ours alone.
    LimitNotice NOBODY = writes -> {};

    /// @param writes what each file is to hold
    void limits(List<CgroupWrite> writes);
}
