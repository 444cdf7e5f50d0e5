package shibafu.engine.cgroup;

import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import shibafu.engine.spec.RdmaLimit;
import shibafu.engine.spec.Resources;

/// `rdma`: handles and objects of RDMA devices. The same file in both versions.
final class RdmaController implements Controller {
    @Override
    public String name() {
        return "rdma";
    }

    @Override
    public boolean needed(Resources wanted) {
        return !wanted.rdma().isEmpty();
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        return limits(wanted, folder);
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        return limits(wanted, folder);
    }

    private static List<CgroupWrite> limits(Resources wanted, Folder folder) {
        return new TreeMap<>(wanted.rdma())
                .entrySet().stream()
                        .filter(entry -> entry.getValue().hcaHandles().isPresent()
                                || entry.getValue().hcaObjects().isPresent())
                        .map(entry -> folder.set("rdma.max", entry.getKey() + " " + line(entry.getValue())))
                        .toList();
    }

    private static String line(RdmaLimit limit) {
        StringJoiner line = new StringJoiner(" ");
        limit.hcaHandles().ifPresent(handles -> line.add("hca_handle=" + handles));
        limit.hcaObjects().ifPresent(objects -> line.add("hca_object=" + objects));
        return line.toString();
    }
}
