package shibafu.engine.criu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.cgroup.CgroupMountView;
import shibafu.engine.spec.DefaultDevices;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;

/// A mount that shows something of the host's: CRIU cannot make it again, but bind what it is told.
///
/// @param point where it is, in the container
/// @param name what the image calls it
/// @param source what is bound when it is brought back, on the host
record ExternalMount(String point, String name, String source) {
    /// What a masked file is hidden by, and what the image calls it: one name for all of them.
    static final String MASK = "/dev/null";

    /// By that name they are brought back, wherever they were.
    static final ExternalMount OF_MASKS = new ExternalMount(MASK, MASK, MASK);

    /// All that the configuration asks for, of which a container may lack some.
    static List<ExternalMount> of(Spec spec, Path bundle, List<CgroupMountView> cgroups) {
        List<ExternalMount> all = new ArrayList<>();
        for (MountSpec mount : spec.mounts()) {
            String point = inside(mount.destination());
            if (isBind(mount)) {
                all.add(new ExternalMount(
                        point, point, bundle.resolve(mount.source()).toString()));
            } else if (mount.type().equals("cgroup")) {
                cgroups.forEach(view -> all.add(cgroup(point, view)));
            }
        }
        if (spec.linux().has(NamespaceType.USER)) {
            devices(spec).forEach(path -> all.add(new ExternalMount(path, path, path)));
        }
        return all;
    }

    private static ExternalMount cgroup(String point, CgroupMountView view) {
        String whole = view.name().isEmpty() ? point : point + "/" + view.name();
        return new ExternalMount(whole, whole, view.directory().toString());
    }

    /// Who may not make devices has the host's bound.
    private static List<String> devices(Spec spec) {
        List<String> paths = new ArrayList<>();
        DefaultDevices.NODES.forEach(device -> paths.add(device.path()));
        for (Device device : spec.linux().devices()) {
            if (!paths.contains(device.path())) {
                paths.add(device.path());
            }
        }
        return paths;
    }

    static boolean isBind(MountSpec mount) {
        return mount.type().equals("bind")
                || mount.options().contains("bind")
                || mount.options().contains("rbind");
    }

    static String inside(String destination) {
        return destination.startsWith("/") ? destination : "/" + destination;
    }
}
