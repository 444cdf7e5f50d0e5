package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import shibafu.engine.spec.DefaultDevices;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec;

/// Device nodes, and the links that programs look for beside them.
final class DeviceOps {
    private static final int FIFO = 0010000;
    private static final int CHARACTER = 0020000;
    private static final int BLOCK = 0060000;

    private DeviceOps() {}

    /// The devices that every container has, and those that this one lists; a listed one replaces a default one.
    /// Nothing where the config binds a `/dev` of its own, or where there is no mount namespace and `/dev` is the
    /// host's disk.
    static List<Op> devices(CreateRequest r, List<PlannedMount> mounts) {
        Spec spec = r.spec();
        if (!spec.linux().has(NamespaceType.MOUNT) || bindsDev(mounts)) {
            return List.of();
        }
        Map<String, Device> devices = new LinkedHashMap<>();
        DefaultDevices.NODES.forEach(device -> devices.put(device.path(), device));
        spec.linux().devices().forEach(device -> devices.put(device.path(), device));
        boolean mayMakeNodes =
                !spec.linux().has(NamespaceType.USER) && !r.host().userNamespace();

        List<Op> ops = new ArrayList<>();
        for (String parent : parents(devices.values())) {
            ops.add(new TreeOp.RootDir(parent, 0755));
        }
        for (Device device : devices.values()) {
            ops.add(mayMakeNodes || device.type().equals("p") ? node(device) : bind(device));
        }
        ops.addAll(links());
        return ops;
    }

    private static boolean bindsDev(List<PlannedMount> mounts) {
        return mounts.stream()
                .filter(mount -> mount.destination().equals("/dev"))
                .map(mount -> mount.options().kind())
                .anyMatch(kind -> kind == MountOptions.Kind.BIND || kind == MountOptions.Kind.BIND_ALL);
    }

    /// Directories below `/dev`, such as `/dev/net`, from the top down.
    private static Set<String> parents(Iterable<Device> devices) {
        Set<String> parents = new TreeSet<>();
        for (Device device : devices) {
            String path = device.path();
            for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
                parents.add(path.substring(0, slash));
            }
        }
        parents.remove("/dev");
        return parents;
    }

    private static Op node(Device device) {
        return new TreeOp.Node(
                device.path(),
                type(device.type()) | device.fileMode().orElse(0666),
                device.major(),
                device.minor(),
                device.uid().orElse(0),
                device.gid().orElse(0));
    }

    private static int type(String type) {
        return switch (type) {
            case "b" -> BLOCK;
            case "p" -> FIFO;
            default ->
                CHARACTER; // "c", and "u" for unbuffered, which is the same to Linux; SpecChecks lets in no other
        };
    }

    /// mknod(2) is refused in a user namespace: the host's own node is put there.
    private static Op bind(Device device) {
        return new TreeOp.Bind(device.path(), device.path(), false, 0, 0, 0, 0, 0);
    }

    private static List<Op> links() {
        return List.of(
                new TreeOp.Symlink("pts/ptmx", "/dev/ptmx"), // the container's own terminals, not the host's
                new TreeOp.Symlink("/proc/self/fd", "/dev/fd"),
                new TreeOp.Symlink("/proc/self/fd/0", "/dev/stdin"),
                new TreeOp.Symlink("/proc/self/fd/1", "/dev/stdout"),
                new TreeOp.Symlink("/proc/self/fd/2", "/dev/stderr"),
                new TreeOp.Symlink("/proc/kcore", "/dev/core"));
    }
}
