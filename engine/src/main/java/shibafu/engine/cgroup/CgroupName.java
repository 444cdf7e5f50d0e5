package shibafu.engine.cgroup;

import java.nio.file.Path;

/// Turns OCI's `cgroupsPath` into a path below a mount point.
final class CgroupName {
    private CgroupName() {}

    /// Cleans a path as if `/` were the mount point, so that `..` cannot lead above it.
    ///
    /// @return a relative path of at least one name
    /// @throws CgroupException if no name is left: limits on the root of all cgroups would be the host's
    static Path of(String cgroupsPath) {
        if (cgroupsPath.indexOf('\0') >= 0 || cgroupsPath.indexOf('\n') >= 0) {
            throw new CgroupException("use cgroup path: it has a newline or a zero byte in it");
        }
        Path clean = Path.of("/").resolve(cgroupsPath).normalize();
        if (clean.getNameCount() == 0) {
            throw new CgroupException("use cgroup path \"" + cgroupsPath + "\": it is the root of all cgroups");
        }
        return clean.subpath(0, clean.getNameCount());
    }

    /// A place below a container's cgroup, or that one.
    ///
    /// @throws CgroupException if it is not below
    static Path below(Path name, String path) {
        Path whole = name.resolve(path.replaceFirst("^/+", "")).normalize();
        if (!whole.startsWith(name)) {
            throw new CgroupException(
                    "join cgroup \"" + path + "\": it is not a sub-cgroup of the container's cgroup " + name);
        }
        return whole;
    }

    static CgroupException noController(String controller) {
        return new CgroupException("join cgroup of controller \"" + controller
                + "\": this host has no such tree; give a path without a controller, or one of /proc/self/cgroup");
    }
}
