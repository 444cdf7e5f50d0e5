package shibafu.engine.cgroup;

import java.util.List;
import java.util.TreeMap;
import shibafu.engine.spec.Resources;

/// `net_prio`: the priority of what a container sends, for each interface it leaves through. v1 alone has it.
final class NetPrioController implements Controller {
    @Override
    public String name() {
        return "net_prio";
    }

    @Override
    public boolean needed(Resources wanted) {
        return !wanted.network().priorities().isEmpty();
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        return new TreeMap<>(wanted.network().priorities())
                .entrySet().stream()
                        .map(entry -> folder.set("net_prio.ifpriomap", entry.getKey() + " " + entry.getValue()))
                        .toList();
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        if (needed(wanted)) {
            throw new CgroupException(
                    "set network priorities: cgroup v2 has none; set meta priority by its cgroup in nftables instead");
        }
        return List.of();
    }
}
