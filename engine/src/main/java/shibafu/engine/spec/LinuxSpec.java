package shibafu.engine.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The `linux` part of config.json.
///
/// @param timeOffsets seconds and nanoseconds for `monotonic` and `boottime`, in a new time namespace
/// @param netDevices by their name on the host
/// @param cgroupsPath absent: the engine's default, `shibafu_<id>` below each controller's root
/// @param rootfsPropagation `private`, `rslave`, ...
public record LinuxSpec(
        List<Namespace> namespaces,
        List<IdMapping> uidMappings,
        List<IdMapping> gidMappings,
        Map<String, TimeOffset> timeOffsets,
        List<Device> devices,
        Map<String, NetDevice> netDevices,
        Optional<String> cgroupsPath,
        Optional<String> rootfsPropagation,
        List<String> maskedPaths,
        List<String> readonlyPaths,
        Map<String, String> sysctl,
        Resources resources,
        Optional<Seccomp> seccomp,
        Optional<String> mountLabel,
        Optional<IntelRdt> intelRdt,
        Optional<MemoryPolicy> memoryPolicy,
        Optional<Personality> personality) {
    public LinuxSpec {
        namespaces = List.copyOf(namespaces);
        uidMappings = List.copyOf(uidMappings);
        gidMappings = List.copyOf(gidMappings);
        timeOffsets = Map.copyOf(timeOffsets);
        devices = List.copyOf(devices);
        netDevices = Map.copyOf(netDevices);
        maskedPaths = List.copyOf(maskedPaths);
        readonlyPaths = List.copyOf(readonlyPaths);
        sysctl = Map.copyOf(sysctl);
    }

    private LinuxSpecBuilder change() {
        return new LinuxSpecBuilder(this);
    }

    public LinuxSpec withNamespaces(List<Namespace> newNamespaces) {
        return change().namespaces(newNamespaces).build();
    }

    public LinuxSpec withDevices(List<Device> newDevices) {
        return change().devices(newDevices).build();
    }

    public LinuxSpec withSysctl(Map<String, String> newSysctl) {
        return change().sysctl(newSysctl).build();
    }

    public LinuxSpec withResources(Resources newResources) {
        return change().resources(newResources).build();
    }

    public LinuxSpec withMaskedPaths(List<String> newPaths) {
        return change().maskedPaths(newPaths).build();
    }

    public LinuxSpec withReadonlyPaths(List<String> newPaths) {
        return change().readonlyPaths(newPaths).build();
    }

    public LinuxSpec withSeccomp(Optional<Seccomp> newSeccomp) {
        return change().seccomp(newSeccomp).build();
    }

    public LinuxSpec withMountLabel(Optional<String> newMountLabel) {
        return change().mountLabel(newMountLabel).build();
    }

    public LinuxSpec withNetDevices(Map<String, NetDevice> newDevices) {
        return change().netDevices(newDevices).build();
    }

    public LinuxSpec withMemoryPolicy(Optional<MemoryPolicy> newPolicy) {
        return change().memoryPolicy(newPolicy).build();
    }

    public LinuxSpec withPersonality(Optional<Personality> newPersonality) {
        return change().personality(newPersonality).build();
    }

    public LinuxSpec withRootfsPropagation(Optional<String> newPropagation) {
        return change().rootfsPropagation(newPropagation).build();
    }

    public LinuxSpec withCgroupsPath(String path) {
        return change().cgroupsPath(Optional.of(path)).build();
    }

    public LinuxSpec withIdMappings(List<IdMapping> newUid, List<IdMapping> newGid) {
        return change().uidMappings(newUid).gidMappings(newGid).build();
    }

    /// The namespace of that type, if the container has one of its own (new or joined).
    public Optional<Namespace> namespace(NamespaceType type) {
        return namespaces.stream().filter(n -> n.type() == type).findFirst();
    }

    /// Whether it gets a network namespace that is made for it, and belongs to the user namespace of its creator.
    public boolean makesNetwork() {
        return namespace(NamespaceType.NETWORK)
                        .filter(network -> network.path().isEmpty())
                        .isPresent()
                && !has(NamespaceType.USER);
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
