package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.spec.Spec.MountSpec;

/// A mount of config.json, and what its options mean: they are read once for all who ask.
record PlannedMount(MountSpec spec, MountOptions options) {
    static List<PlannedMount> all(List<MountSpec> mounts) {
        List<PlannedMount> planned = new ArrayList<>(mounts.size());
        for (MountSpec mount : mounts) {
            planned.add(new PlannedMount(mount, MountOptions.parse(mount.type(), mount.options())));
        }
        return planned;
    }

    String destination() {
        return spec.destination();
    }
}
