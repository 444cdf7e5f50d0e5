package shibafu.engine.spec;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec.User;
import shibafu.engine.spec.SpecChecks.Problems;

/// Rules for namespaces, and for what belongs to the user and the time namespace.
final class NamespaceChecks {
    private static final Set<String> CLOCKS = Set.of("monotonic", "boottime");

    /// The kernel takes no more in one map (user_namespaces(7)).
    private static final int MOST_RANGES = 340;

    private NamespaceChecks() {}

    static void unique(Spec spec, Problems problems) {
        Set<NamespaceType> seen = EnumSet.noneOf(NamespaceType.class);
        List<Namespace> namespaces = spec.linux().namespaces();
        for (int i = 0; i < namespaces.size(); i++) {
            NamespaceType type = namespaces.get(i).type();
            problems.unless(
                    seen.add(type),
                    "/linux/namespaces/" + i,
                    "malformed spec file: duplicated ns \"" + type.ociName() + "\"");
        }
    }

    static void paths(Spec spec, Problems problems) {
        List<Namespace> namespaces = spec.linux().namespaces();
        for (int i = 0; i < namespaces.size(); i++) {
            String path = namespaces.get(i).path().orElse("/");
            problems.unless(path.startsWith("/"), "/linux/namespaces/" + i + "/path", "must be an absolute path");
        }
    }

    static void userMappings(Spec spec, Problems problems) {
        LinuxSpec linux = spec.linux();
        boolean mapped = !linux.uidMappings().isEmpty() || !linux.gidMappings().isEmpty();
        Optional<Namespace> user = linux.namespace(NamespaceType.USER);
        if (user.isEmpty()) {
            problems.unless(
                    !mapped,
                    "/linux/uidMappings",
                    "user namespace mappings specified, but user namespace isn't enabled in the config");
        } else if (user.get().path().isEmpty()) {
            problems.unless(
                    mapped,
                    "/linux/uidMappings",
                    "user namespaces enabled, but no namespace path to join nor mappings to apply specified");
            if (mapped) {
                rootIsMapped("/linux/uidMappings", linux.uidMappings(), problems);
                rootIsMapped("/linux/gidMappings", linux.gidMappings(), problems);
            }
        }
    }

    /// What is done before the program runs is done by the container's root.
    private static void rootIsMapped(String pointer, List<IdMapping> mappings, Problems problems) {
        problems.unless(isMapped(0, mappings), pointer, "user namespaces enabled, but container id 0 is not mapped");
    }

    static void mappingRanges(Spec spec, Problems problems) {
        ranges("/linux/uidMappings", spec.linux().uidMappings(), problems);
        ranges("/linux/gidMappings", spec.linux().gidMappings(), problems);
    }

    static void ranges(String pointer, List<IdMapping> mappings, Problems problems) {
        problems.unless(mappings.size() <= MOST_RANGES, pointer, "must not have more than " + MOST_RANGES + " ranges");
        for (int i = 0; i < mappings.size(); i++) {
            IdMapping one = mappings.get(i);
            problems.unless(one.size() > 0, pointer + "/" + i + "/size", "must not be 0");
            for (IdMapping other : mappings.subList(0, i)) {
                boolean overlap = overlap(one.containerId(), one.size(), other.containerId(), other.size())
                        || overlap(one.hostId(), one.size(), other.hostId(), other.size());
                problems.unless(!overlap, pointer + "/" + i, "overlaps with a range before it");
            }
        }
    }

    private static boolean overlap(long start, long size, long otherStart, long otherSize) {
        return start < otherStart + otherSize && otherStart < start + size;
    }

    static void mappedIdentity(Spec spec, Problems problems) {
        LinuxSpec linux = spec.linux();
        if (linux.uidMappings().isEmpty()
                || linux.gidMappings().isEmpty()
                || spec.process().isEmpty()) {
            return;
        }
        User user = spec.process().get().user();
        String text = "is not mapped in the user namespace";
        problems.unless(isMapped(user.uid(), linux.uidMappings()), "/process/user/uid", text);
        problems.unless(isMapped(user.gid(), linux.gidMappings()), "/process/user/gid", text);
        for (int i = 0; i < user.additionalGids().size(); i++) {
            problems.unless(
                    isMapped(user.additionalGids().get(i), linux.gidMappings()),
                    "/process/user/additionalGids/" + i,
                    text);
        }
    }

    /// Whether the container knows that id, an unsigned number.
    static boolean isMapped(int id, List<IdMapping> mappings) {
        long unsigned = Integer.toUnsignedLong(id);
        return mappings.stream().anyMatch(m -> unsigned >= m.containerId() && unsigned - m.containerId() < m.size());
    }

    static void timeOffsets(Spec spec, Problems problems) {
        LinuxSpec linux = spec.linux();
        Optional<Namespace> time = linux.namespace(NamespaceType.TIME);
        if (!linux.timeOffsets().isEmpty()) {
            if (time.isEmpty()) {
                problems.add(
                        "/linux/timeOffsets",
                        "time namespace offsets specified, but time namespace isn't enabled in the config");
            } else if (time.get().path().isPresent()) {
                problems.add(
                        "/linux/timeOffsets",
                        "time namespace enabled, but both namespace path and time offsets specified - "
                                + "you may only provide one");
            }
        }
        linux.timeOffsets().keySet().stream()
                .filter(clock -> !CLOCKS.contains(clock))
                .forEach(clock -> problems.add(
                        "/linux/timeOffsets/" + clock, "unknown clock: monotonic and boottime have offsets"));
    }
}
