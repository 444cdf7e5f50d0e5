package shibafu.engine.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The `linux` part of config.json.
///
/// @param timeOffsets seconds and nanoseconds for `monotonic` and `boottime`, in a new time namespace
/// @param cgroupsPath absent: the engine's default, `shibafu_<id>` below each controller's root
/// @param rootfsPropagation `private`, `rslave`, ...
public record LinuxSpec(
        List<Namespace> namespaces,
        List<IdMapping> uidMappings,
        List<IdMapping> gidMappings,
        Map<String, TimeOffset> timeOffsets,
        List<Device> devices,
        Optional<String> cgroupsPath,
        Optional<String> rootfsPropagation,
        List<String> maskedPaths,
        List<String> readonlyPaths,
        Map<String, String> sysctl,
        Resources resources) {
    public LinuxSpec {
        namespaces = List.copyOf(namespaces);
        uidMappings = List.copyOf(uidMappings);
        gidMappings = List.copyOf(gidMappings);
        timeOffsets = Map.copyOf(timeOffsets);
        devices = List.copyOf(devices);
        maskedPaths = List.copyOf(maskedPaths);
        readonlyPaths = List.copyOf(readonlyPaths);
        sysctl = Map.copyOf(sysctl);
    }

    public LinuxSpec withNamespaces(List<Namespace> newNamespaces) {
        return new LinuxSpec(
                newNamespaces,
                uidMappings,
                gidMappings,
                timeOffsets,
                devices,
                cgroupsPath,
                rootfsPropagation,
                maskedPaths,
                readonlyPaths,
                sysctl,
                resources);
    }

    public LinuxSpec withSysctl(Map<String, String> newSysctl) {
        return new LinuxSpec(
                namespaces,
                uidMappings,
                gidMappings,
                timeOffsets,
                devices,
                cgroupsPath,
                rootfsPropagation,
                maskedPaths,
                readonlyPaths,
                newSysctl,
                resources);
    }

    public LinuxSpec withCgroupsPath(String path) {
        return new LinuxSpec(
                namespaces,
                uidMappings,
                gidMappings,
                timeOffsets,
                devices,
                Optional.of(path),
                rootfsPropagation,
                maskedPaths,
                readonlyPaths,
                sysctl,
                resources);
    }

    public LinuxSpec withResources(Resources newResources) {
        return new LinuxSpec(
                namespaces,
                uidMappings,
                gidMappings,
                timeOffsets,
                devices,
                cgroupsPath,
                rootfsPropagation,
                maskedPaths,
                readonlyPaths,
                sysctl,
                newResources);
    }

    public LinuxSpec withIdMappings(List<IdMapping> newUid, List<IdMapping> newGid) {
        return new LinuxSpec(
                namespaces,
                newUid,
                newGid,
                timeOffsets,
                devices,
                cgroupsPath,
                rootfsPropagation,
                maskedPaths,
                readonlyPaths,
                sysctl,
                resources);
    }

    /// The namespace of that type, if the container has one of its own (new or joined).
    public Optional<Namespace> namespace(NamespaceType type) {
        return namespaces.stream().filter(n -> n.type() == type).findFirst();
    }

    /// Whether a namespace of that type is made or joined, so that the container does not share the caller's.
    public boolean has(NamespaceType type) {
        return namespace(type).isPresent();
    }

    /// A namespace to create, or to join where a path is given.
    public record Namespace(NamespaceType type, Optional<String> path) {}

    /// The eight kinds, with OCI's word, the kernel's clone flag (clone(2)) and its file in `/proc/PID/ns`.
    public enum NamespaceType {
        PID("pid", 0x20000000, "pid"),
        NETWORK("network", 0x40000000, "net"),
        MOUNT("mount", 0x00020000, "mnt"),
        IPC("ipc", 0x08000000, "ipc"),
        UTS("uts", 0x04000000, "uts"),
        USER("user", 0x10000000, "user"),
        CGROUP("cgroup", 0x02000000, "cgroup"),
        TIME("time", 0x00000080, "time");

        private final String ociName;
        private final int cloneFlag;
        private final String procName;

        NamespaceType(String ociName, int cloneFlag, String procName) {
            this.ociName = ociName;
            this.cloneFlag = cloneFlag;
            this.procName = procName;
        }

        public String ociName() {
            return ociName;
        }

        public int cloneFlag() {
            return cloneFlag;
        }

        public String procName() {
            return procName;
        }
    }

    /// `size` ids from `containerId` inside stand for those from `hostId` outside; unsigned 32-bit.
    public record IdMapping(long containerId, long hostId, long size) {}

    /// An offset of a clock in a time namespace.
    public record TimeOffset(long secs, int nanosecs) {}

    /// A device node to make.
    ///
    /// @param type `c`, `b`, `u` or `p`
    /// @param fileMode permission bits; absent: 0666
    public record Device(
            String path, String type, long major, long minor, OptionalInt fileMode, OptionalInt uid, OptionalInt gid) {}
}
