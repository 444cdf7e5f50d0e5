package shibafu.engine.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.TimeOffset;

/// A [LinuxSpec] with one part changed; each method returns the builder.
final class LinuxSpecBuilder {
    private List<Namespace> namespaces;
    private List<IdMapping> uidMappings;
    private List<IdMapping> gidMappings;
    private Map<String, TimeOffset> timeOffsets;
    private List<Device> devices;
    private Map<String, NetDevice> netDevices;
    private Optional<String> cgroupsPath;
    private Optional<String> rootfsPropagation;
    private List<String> maskedPaths;
    private List<String> readonlyPaths;
    private Map<String, String> sysctl;
    private Resources resources;
    private Optional<Seccomp> seccomp;
    private Optional<String> mountLabel;
    private Optional<IntelRdt> intelRdt;
    private Optional<MemoryPolicy> memoryPolicy;
    private Optional<Personality> personality;

    LinuxSpecBuilder(LinuxSpec from) {
        this.namespaces = from.namespaces();
        this.uidMappings = from.uidMappings();
        this.gidMappings = from.gidMappings();
        this.timeOffsets = from.timeOffsets();
        this.devices = from.devices();
        this.netDevices = from.netDevices();
        this.cgroupsPath = from.cgroupsPath();
        this.rootfsPropagation = from.rootfsPropagation();
        this.maskedPaths = from.maskedPaths();
        this.readonlyPaths = from.readonlyPaths();
        this.sysctl = from.sysctl();
        this.resources = from.resources();
        this.seccomp = from.seccomp();
        this.mountLabel = from.mountLabel();
        this.intelRdt = from.intelRdt();
        this.memoryPolicy = from.memoryPolicy();
        this.personality = from.personality();
    }

    LinuxSpecBuilder namespaces(List<Namespace> value) {
        this.namespaces = value;
        return this;
    }

    LinuxSpecBuilder uidMappings(List<IdMapping> value) {
        this.uidMappings = value;
        return this;
    }

    LinuxSpecBuilder gidMappings(List<IdMapping> value) {
        this.gidMappings = value;
        return this;
    }

    LinuxSpecBuilder timeOffsets(Map<String, TimeOffset> value) {
        this.timeOffsets = value;
        return this;
    }

    LinuxSpecBuilder devices(List<Device> value) {
        this.devices = value;
        return this;
    }

    LinuxSpecBuilder netDevices(Map<String, NetDevice> value) {
        this.netDevices = value;
        return this;
    }

    LinuxSpecBuilder cgroupsPath(Optional<String> value) {
        this.cgroupsPath = value;
        return this;
    }

    LinuxSpecBuilder rootfsPropagation(Optional<String> value) {
        this.rootfsPropagation = value;
        return this;
    }

    LinuxSpecBuilder maskedPaths(List<String> value) {
        this.maskedPaths = value;
        return this;
    }

    LinuxSpecBuilder readonlyPaths(List<String> value) {
        this.readonlyPaths = value;
        return this;
    }

    LinuxSpecBuilder sysctl(Map<String, String> value) {
        this.sysctl = value;
        return this;
    }

    LinuxSpecBuilder resources(Resources value) {
        this.resources = value;
        return this;
    }

    LinuxSpecBuilder seccomp(Optional<Seccomp> value) {
        this.seccomp = value;
        return this;
    }

    LinuxSpecBuilder mountLabel(Optional<String> value) {
        this.mountLabel = value;
        return this;
    }

    LinuxSpecBuilder intelRdt(Optional<IntelRdt> value) {
        this.intelRdt = value;
        return this;
    }

    LinuxSpecBuilder memoryPolicy(Optional<MemoryPolicy> value) {
        this.memoryPolicy = value;
        return this;
    }

    LinuxSpecBuilder personality(Optional<Personality> value) {
        this.personality = value;
        return this;
    }

    LinuxSpec build() {
        return new LinuxSpec(
                namespaces,
                uidMappings,
                gidMappings,
                timeOffsets,
                devices,
                netDevices,
                cgroupsPath,
                rootfsPropagation,
                maskedPaths,
                readonlyPaths,
                sysctl,
                resources,
                seccomp,
                mountLabel,
                intelRdt,
                memoryPolicy,
                personality);
    }
}
