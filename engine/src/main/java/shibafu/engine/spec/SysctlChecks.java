package shibafu.engine.spec;

import java.util.Set;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.SpecChecks.Problems;

/// Only sysctls that belong to a namespace of the container's own: all others would change the host.
final class SysctlChecks {
    private static final Set<String> IPC = Set.of(
            "kernel.msgmax",
            "kernel.msgmnb",
            "kernel.msgmni",
            "kernel.sem",
            "kernel.shmall",
            "kernel.shmmax",
            "kernel.shmmni",
            "kernel.shm_rmid_forced");

    private SysctlChecks() {}

    static void names(Spec spec, Problems problems) {
        spec.linux().sysctl().keySet().stream()
                .sorted()
                .forEach(name -> name(
                        name,
                        spec,
                        problems.below(
                                "/linux/sysctl/" + name.replace("~", "~0").replace("/", "~1"))));
    }

    private static void name(String given, Spec spec, Problems problems) {
        String name = dots(given);
        if (name.contains("..")) {
            problems.add("", "sysctl \"" + given + "\" is not a name");
        } else if (IPC.contains(name) || name.startsWith("fs.mqueue.")) {
            needs(NamespaceType.IPC, "is not allowed in the host ipc namespace", given, spec, problems);
        } else if (name.startsWith("net.")) {
            needs(NamespaceType.NETWORK, "not allowed in host network namespace", given, spec, problems);
        } else if (name.startsWith("user.")) {
            needs(NamespaceType.USER, "is not in a separate kernel namespace", given, spec, problems);
        } else if (name.equals("kernel.domainname")) {
            needs(NamespaceType.UTS, "is not in a separate kernel namespace", given, spec, problems);
            problems.unless(
                    spec.domainname().isEmpty(),
                    "",
                    "sysctl \"" + given + "\" is not allowed as it conflicts with the OCI \"domainname\" field");
        } else if (name.equals("kernel.hostname")) {
            problems.add("", "sysctl \"" + given + "\" is not allowed as it conflicts with the OCI \"hostname\" field");
        } else {
            problems.add("", "sysctl \"" + given + "\" is not in a separate kernel namespace");
        }
    }

    private static void needs(NamespaceType type, String otherwise, String name, Spec spec, Problems problems) {
        problems.unless(spec.linux().has(type), "", "sysctl \"" + name + "\" " + otherwise);
    }

    /// `net/ipv4/ip_forward` is the same name as `net.ipv4.ip_forward`.
    private static String dots(String name) {
        int dot = name.indexOf('.');
        int slash = name.indexOf('/');
        return slash >= 0 && (dot < 0 || slash < dot) ? name.replace('.', '\0').replace('/', '.') : name;
    }
}
