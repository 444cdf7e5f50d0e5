package shibafu.engine.cgroup;

import java.io.IOException;
import java.util.List;
import shibafu.engine.cgroup.CgroupReading.Value;
import shibafu.engine.spec.Resources;

/// `pids`: how many processes and threads there may be.
final class PidsController implements Controller {
    @Override
    public String name() {
        return "pids";
    }

    @Override
    public boolean needed(Resources wanted) {
        return wanted.pidsLimit().isPresent();
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        return limit(wanted, folder);
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        return limit(wanted, folder);
    }

    private static List<CgroupWrite> limit(Resources wanted, Folder folder) {
        if (wanted.pidsLimit().isEmpty()) {
            return List.of();
        }
        long limit = wanted.pidsLimit().getAsLong();
        // 0 would let not even the first process in; systemd and runc take it as 1.
        return List.of(folder.set("pids.max", limit < 0 ? "max" : Math.max(1, limit)));
    }

    /// The same files in both versions.
    static void stats(StatFolder folder, CgroupReading into) throws IOException {
        into.number(Value.PIDS_CURRENT, folder.text("pids.current"));
        into.limit(Value.PIDS_LIMIT, folder.text("pids.max"));
        into.number(Value.PIDS_PEAK, folder.text("pids.peak"));
        into.set(Value.PIDS_REFUSED, folder.text("pids.events").number("max"));
    }
}
