package shibafu.engine.spec;

import java.util.TreeMap;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.SpecChecks.Problems;

/// What of the host a container may get for itself, interfaces and shares of the cache, in runc's words.
final class HostShareChecks {
    private HostShareChecks() {}

    static void netDevices(Spec spec, Problems problems) {
        LinuxSpec linux = spec.linux();
        if (linux.netDevices().isEmpty()) {
            return;
        }
        problems.unless(
                linux.has(NamespaceType.NETWORK),
                "/linux/netDevices",
                "unable to move network devices without a NET namespace");
        new TreeMap<>(linux.netDevices()).forEach((name, device) -> {
            String pointer = "/linux/netDevices/" + name.replace("~", "~0").replace("/", "~1");
            problems.unless(isName(name), pointer, "invalid network device name \"" + name + "\"");
            device.name()
                    .filter(inside -> !isName(inside))
                    .ifPresent(inside ->
                            problems.add(pointer + "/name", "invalid network device name \"" + inside + "\""));
        });
    }

    /// As the kernel's dev_valid_name().
    private static boolean isName(String name) {
        return name.matches("[^/:\\s]{1,15}") && !name.equals(".") && !name.equals("..");
    }

    static void intelRdt(Spec spec, Problems problems) {
        spec.linux().intelRdt().flatMap(IntelRdt::closId).ifPresent(id -> {
            boolean good = !id.equals(".") && !id.equals("..") && !id.contains("/");
            problems.unless(good, "/linux/intelRdt/closID", "invalid intelRdt.ClosID \"" + id + "\"");
        });
    }
}
