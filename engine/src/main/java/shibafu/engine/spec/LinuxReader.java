package shibafu.engine.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.LinuxSpec.TimeOffset;

/// Reads `linux`.
final class LinuxReader {
    private LinuxReader() {}

    static LinuxSpec read(JsonPart part) {
        return new LinuxSpec(
                namespaces(part.member("namespaces")),
                mappings(part.member("uidMappings")),
                mappings(part.member("gidMappings")),
                timeOffsets(part.member("timeOffsets")),
                part.member("devices").elements().stream()
                        .map(LinuxReader::device)
                        .toList(),
                netDevices(part.member("netDevices")),
                SpecReader.nonEmpty(part.member("cgroupsPath")),
                SpecReader.nonEmpty(part.member("rootfsPropagation")),
                part.member("maskedPaths").texts(),
                part.member("readonlyPaths").texts(),
                part.member("sysctl").textMap(),
                ResourcesReader.read(part.member("resources")),
                SeccompReader.read(part.member("seccomp")),
                SpecReader.nonEmpty(part.member("mountLabel")),
                intelRdt(part.member("intelRdt")),
                memoryPolicy(part.member("memoryPolicy")),
                personality(part.member("personality")));
    }

    private static Map<String, NetDevice> netDevices(JsonPart part) {
        Map<String, NetDevice> devices = new LinkedHashMap<>();
        part.members()
                .forEach(
                        (name, device) -> devices.put(name, new NetDevice(SpecReader.nonEmpty(device.member("name")))));
        return devices;
    }

    private static Optional<IntelRdt> intelRdt(JsonPart part) {
        return part.present()
                ? Optional.of(new IntelRdt(
                        SpecReader.nonEmpty(part.member("closID")),
                        part.member("schemata").texts(),
                        SpecReader.nonEmpty(part.member("l3CacheSchema")),
                        SpecReader.nonEmpty(part.member("memBwSchema")),
                        part.member("enableMonitoring").flag()))
                : Optional.empty();
    }

    private static Optional<MemoryPolicy> memoryPolicy(JsonPart part) {
        return part.empty()
                ? Optional.empty()
                : Optional.of(new MemoryPolicy(
                        part.member("mode").textOrEmpty(),
                        SpecReader.nonEmpty(part.member("nodes")),
                        part.member("flags").texts()));
    }

    private static Optional<Personality> personality(JsonPart part) {
        return part.empty()
                ? Optional.empty()
                : Optional.of(new Personality(
                        part.member("domain").textOrEmpty(),
                        part.member("flags").texts()));
    }

    private static List<Namespace> namespaces(JsonPart part) {
        List<Namespace> namespaces = new ArrayList<>();
        for (JsonPart element : part.elements()) {
            JsonPart type = element.member("type");
            String name = type.requiredText();
            Optional<NamespaceType> known = Arrays.stream(NamespaceType.values())
                    .filter(candidate -> candidate.ociName().equals(name))
                    .findFirst();
            known.ifPresentOrElse(
                    found -> namespaces.add(new Namespace(found, SpecReader.nonEmpty(element.member("path")))),
                    () -> type.problem("unknown namespace type \"" + name + "\""));
        }
        return namespaces;
    }

    static List<IdMapping> mappings(JsonPart part) {
        return part.elements().stream()
                .map(element -> new IdMapping(
                        element.member("containerID").unsigned(Integer.SIZE),
                        element.member("hostID").unsigned(Integer.SIZE),
                        element.member("size").unsigned(Integer.SIZE)))
                .toList();
    }

    private static Map<String, TimeOffset> timeOffsets(JsonPart part) {
        Map<String, TimeOffset> offsets = new LinkedHashMap<>();
        part.members()
                .forEach((clock, offset) -> offsets.put(
                        clock,
                        new TimeOffset(
                                offset.member("secs")
                                        .number(Long.MIN_VALUE, Long.MAX_VALUE)
                                        .orElse(0),
                                offset.member("nanosecs")
                                        .smallNumber(0, 999_999_999)
                                        .orElse(0))));
        return offsets;
    }

    /// Podman gives the host's whole st_mode, with the bits of the type: of these the type has the say.
    private static OptionalInt fileMode(JsonPart part) {
        OptionalInt mode = part.smallNumber(0, 0177777);
        return mode.isPresent() ? OptionalInt.of(mode.getAsInt() & 07777) : mode;
    }

    private static Device device(JsonPart part) {
        return new Device(
                part.member("path").requiredText(),
                part.member("type").requiredText(),
                part.member("major").number(0, Integer.MAX_VALUE).orElse(0),
                part.member("minor").number(0, Integer.MAX_VALUE).orElse(0),
                fileMode(part.member("fileMode")),
                ProcessReader.id(part.member("uid")),
                ProcessReader.id(part.member("gid")));
    }
}
