package shibafu.engine.cgroup;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.spec.HugepageLimit;
import shibafu.engine.spec.Resources;

/// `hugetlb`: memory in huge pages, both what is used and what is reserved. Without a limit on reservations a program
/// would map what it may not use, and be killed by SIGBUS when it touches it.
final class HugetlbController implements Controller {
    @Override
    public String name() {
        return "hugetlb";
    }

    @Override
    public boolean needed(Resources wanted) {
        return !wanted.hugepageLimits().isEmpty();
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        List<CgroupWrite> writes = new ArrayList<>();
        for (HugepageLimit limit : wanted.hugepageLimits()) {
            String size = "hugetlb." + limit.pageSize();
            writes.add(folder.set(size + ".limit_in_bytes", limit.limitBytes()));
            writes.add(folder.set(size + ".rsvd.limit_in_bytes", limit.limitBytes()));
        }
        return writes;
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        List<CgroupWrite> writes = new ArrayList<>();
        for (HugepageLimit limit : wanted.hugepageLimits()) {
            String size = "hugetlb." + limit.pageSize();
            String bytes = limit.limitBytes() < 0 ? "max" : Long.toString(limit.limitBytes());
            writes.add(folder.set(size + ".max", bytes));
            writes.add(folder.set(size + ".rsvd.max", bytes));
        }
        return writes;
    }
}
