package shibafu.engine.cgroup;

import java.util.List;
import shibafu.engine.spec.Resources;

/// `net_cls`: a class for `tc` and `iptables` on all that a container sends. v1 alone has it.
final class NetClsController implements Controller {
    @Override
    public String name() {
        return "net_cls";
    }

    @Override
    public boolean needed(Resources wanted) {
        return wanted.network().classId().isPresent();
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        return wanted.network().classId().stream()
                .mapToObj(classId -> folder.set("net_cls.classid", classId))
                .toList();
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        if (needed(wanted)) {
            throw new CgroupException(
                    "set network classID: cgroup v2 has none; match its cgroup in nftables instead (socket cgroupv2)");
        }
        return List.of();
    }
}
