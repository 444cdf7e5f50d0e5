package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.cli.Version;
import shibafu.engine.plan.Capability;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec.NamespaceType;

/// The answer to `features` (runtime-spec, features.md): what is built in, whatever this kernel makes of it.
final class FeatureList {
    private FeatureList() {}

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ociVersionMin", "1.0.0");
        all.put("ociVersionMax", DefaultSpec.OCI_VERSION);
        all.put("linux", linux());
        all.put("annotations", Map.of("io.shibafu.runtime.version", Version.TEXT));
        return all;
    }

    private static Map<String, Object> linux() {
        Map<String, Object> linux = new LinkedHashMap<>();
        linux.put("namespaces", namespaces());
        linux.put("capabilities", Capability.ociNames(Capability.values().length - 1));
        Map<String, Object> cgroup = new LinkedHashMap<>();
        cgroup.put("v1", true);
        cgroup.put("v2", true);
        cgroup.put("systemd", true);
        cgroup.put("systemdUser", false);
        cgroup.put("rdma", true);
        linux.put("cgroup", cgroup);
        return linux;
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
