package shibafu.engine.cgroup;

import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Resources;

/// In the making.
public final class CgroupV1 implements CgroupLayout {
    CgroupV1() {}

    @Override
    public String kind() {
        return "v1";
    }

    @Override
    public CgroupPlan plan(String cgroupsPath, Resources resources) {
        return new CgroupPlan(
                List.of(),
                List.of(),
                List.of(),
                new CgroupJoin(List.of(), Optional.empty()),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    @Override
    public Cgroup open(String cgroupsPath) {
        throw new CgroupException("open cgroup " + cgroupsPath);
    }
}
