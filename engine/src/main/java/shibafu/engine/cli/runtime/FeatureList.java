package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import shibafu.engine.cli.Version;
import shibafu.engine.plan.Capability;
import shibafu.engine.plan.KnownMountOptions;
import shibafu.engine.seccomp.SeccompFeatures;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.MemoryPolicy;

/// The answer to `features` (runtime-spec, features.md): what is built in, whatever this kernel makes of it.
final class FeatureList {
    /// They reach beyond the container: whoever lets others write annotations must not let these through.
    private static final List<String> UNSAFE_ANNOTATIONS =
            List.of("org.systemd.property.", "org.criu.config", "run.oci.keep_original_groups");

    /// In the order in which they are run.
    private static final List<String> HOOKS =
            List.of("prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop");

    private FeatureList() {}

    /// @param criu whether there is one: without, nothing can be checkpointed
    static Map<String, Object> all(boolean criu) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ociVersionMin", "1.0.0");
        all.put("ociVersionMax", DefaultSpec.OCI_VERSION);
        all.put("hooks", HOOKS);
        all.put("mountOptions", KnownMountOptions.NAMES);
        all.put("linux", linux());
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("io.shibafu.runtime.version", Version.TEXT);
        annotations.put(
                "org.opencontainers.runc.checkpoint.enabled", Boolean.toString(criu)); // runc's, which callers know
        all.put("annotations", annotations);
        all.put("potentiallyUnsafeConfigAnnotations", UNSAFE_ANNOTATIONS);
        return all;
    }

    private static Map<String, Object> linux() {
        Map<String, Object> linux = new LinkedHashMap<>();
        linux.put("namespaces", namespaces());
        linux.put("capabilities", Capability.ociNames(Capability.values().length - 1));
        linux.put("cgroup", cgroup());
        linux.put("seccomp", seccomp());
        linux.put("apparmor", Map.of("enabled", true));
        linux.put("selinux", Map.of("enabled", true));
        Map<String, Object> rdt = new LinkedHashMap<>();
        rdt.put("enabled", true);
        rdt.put("schemata", true);
        rdt.put("monitoring", true);
        linux.put("intelRdt", rdt);
        Map<String, Object> memoryPolicy = new LinkedHashMap<>();
        memoryPolicy.put("modes", sorted(MemoryPolicy.MODES.keySet()));
        memoryPolicy.put("flags", sorted(MemoryPolicy.FLAGS.keySet()));
        linux.put("memoryPolicy", memoryPolicy);
        linux.put("mountExtensions", Map.of("idmap", Map.of("enabled", true)));
        linux.put("netDevices", Map.of("enabled", true));
        return linux;
    }

    private static Map<String, Object> cgroup() {
        Map<String, Object> cgroup = new LinkedHashMap<>();
        cgroup.put("v1", true);
        cgroup.put("v2", true);
        cgroup.put("systemd", true);
        cgroup.put("systemdUser", false);
        cgroup.put("rdma", true);
        return cgroup;
    }

    private static Map<String, Object> seccomp() {
        Map<String, Object> seccomp = new LinkedHashMap<>();
        seccomp.put("enabled", true);
        seccomp.put("actions", SeccompFeatures.actions());
        seccomp.put("operators", SeccompFeatures.operators());
        seccomp.put("archs", SeccompFeatures.architectures());
        seccomp.put("knownFlags", SeccompFeatures.knownFlags());
        seccomp.put("supportedFlags", SeccompFeatures.supportedFlags(System.getProperty("os.version")));
        return seccomp;
    }

    private static List<String> sorted(Set<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }

    private static List<String> namespaces() {
        List<String> names = new ArrayList<>();
        for (NamespaceType type : NamespaceType.values()) {
            names.add(type.ociName());
        }
        names.sort(String::compareTo);
        return names;
    }
}
