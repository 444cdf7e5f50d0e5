package shibafu.engine.spec;

import java.util.List;
import java.util.Set;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.SpecChecks.Problems;

/// Rules for mounts. What their options mean, and which of them cannot be done, is told where the plan is made.
final class MountChecks {
    /// What may be put over a file of `/proc`, as lxcfs does: these tell numbers, and nobody trusts them with his
    /// rights.
    private static final Set<String> PROC_FILES = Set.of(
            "/proc/cpuinfo",
            "/proc/diskstats",
            "/proc/meminfo",
            "/proc/stat",
            "/proc/swaps",
            "/proc/uptime",
            "/proc/loadavg",
            "/proc/slabinfo",
            "/proc/sys/kernel/ns_last_pid",
            "/proc/sys/crypto/fips_enabled");

    private MountChecks() {}

    static void destinations(Spec spec, Problems problems) {
        List<MountSpec> mounts = spec.mounts();
        for (int i = 0; i < mounts.size(); i++) {
            problems.unless(
                    !mounts.get(i).destination().isEmpty(), "/mounts/" + i + "/destination", "must not be empty");
        }
    }

    /// They would be made on the host, and stay there.
    static void namespace(Spec spec, Problems problems) {
        problems.unless(
                spec.mounts().isEmpty() || spec.linux().has(NamespaceType.MOUNT),
                "/mounts",
                "unable to mount without a private MNT namespace");
    }

    /// A false `/proc` would take what is written there for the container's good, such as its security label
    /// (CVE-2019-16884, CVE-2019-19921).
    static void insideProc(Spec spec, Problems problems) {
        List<MountSpec> mounts = spec.mounts();
        for (int i = 0; i < mounts.size(); i++) {
            MountSpec mount = mounts.get(i);
            String destination = normal(mount.destination());
            boolean onProc = destination.equals("/proc");
            boolean inProc = destination.startsWith("/proc/") && !PROC_FILES.contains(destination);
            boolean isProc = mount.type().equals("proc") || mount.source().equals("/proc");
            if (inProc || (onProc && !isProc)) {
                problems.add(
                        "/mounts/" + i + "/destination",
                        "\"" + mount.destination() + "\" cannot be mounted because it is "
                                + (onProc ? "not a procfs" : "inside /proc"));
            }
        }
    }

    /// `//proc/./x/` is `/proc/x`, to the kernel too.
    private static String normal(String destination) {
        StringBuilder path = new StringBuilder();
        for (String part : destination.split("/", -1)) {
            if (part.equals("..")) {
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            } else if (!part.isEmpty() && !part.equals(".")) {
                path.append('/').append(part);
            }
        }
        return path.toString();
    }

    /// One map alone would leave the other kind of ids without any, and so everything owned by nobody.
    static void idMappings(Spec spec, Problems problems) {
        for (int i = 0; i < spec.mounts().size(); i++) {
            MountSpec mount = spec.mounts().get(i);
            String pointer = "/mounts/" + i;
            problems.unless(
                    mount.uidMappings().isEmpty() == mount.gidMappings().isEmpty(),
                    pointer + (mount.uidMappings().isEmpty() ? "/uidMappings" : "/gidMappings"),
                    "id-mapped mounts must have both uid and gid mappings specified");
            NamespaceChecks.ranges(pointer + "/uidMappings", mount.uidMappings(), problems);
            NamespaceChecks.ranges(pointer + "/gidMappings", mount.gidMappings(), problems);
        }
    }

    /// The kernel would only say "invalid argument".
    static void mappedOwners(Spec spec, Problems problems) {
        LinuxSpec linux = spec.linux();
        for (int i = 0; i < spec.mounts().size(); i++) {
            List<String> options = spec.mounts().get(i).options();
            for (int j = 0; j < options.size(); j++) {
                String pointer = "/mounts/" + i + "/options/" + j;
                mappedOwner(pointer, "uid=", options.get(j), linux.uidMappings(), problems);
                mappedOwner(pointer, "gid=", options.get(j), linux.gidMappings(), problems);
            }
        }
    }

    private static void mappedOwner(
            String pointer, String key, String option, List<IdMapping> mappings, Problems problems) {
        if (mappings.isEmpty() || !option.matches(key + "\\d{1,9}")) {
            return;
        }
        int id = Integer.parseInt(option.substring(key.length()));
        problems.unless(
                NamespaceChecks.isMapped(id, mappings),
                pointer,
                "cannot specify " + option + ": it is not mapped in the user namespace");
    }
}
