package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Capability;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.Rlimit;

/// Options that say how far a container is kept apart from the host.
final class IsolationOptions {
    private static final String MODES = "MODE";

    @Option(names = "--pid", paramLabel = MODES, description = "private, host, container:NAME or ns:PATH (private).")
    private String pid = "private";

    @Option(names = "--ipc", paramLabel = MODES, description = "The same for System V IPC and message queues.")
    private String ipc = "private";

    @Option(names = "--uts", paramLabel = MODES, description = "The same for host name and domain name.")
    private String uts = "private";

    @Option(names = "--cgroupns", paramLabel = MODES, description = "The same for the view of the cgroup tree.")
    private String cgroupns = "private";

    @Option(names = "--time", paramLabel = MODES, description = "The same for the boot and monotonic clocks (host).")
    private String time = "host";

    @Option(
            names = "--uidmap",
            paramLabel = "CONTAINER:HOST:SIZE",
            description = "Map a range of user ids, in a user namespace of its own.")
    private List<String> uidmap = new ArrayList<>();

    @Option(names = "--gidmap", paramLabel = "CONTAINER:HOST:SIZE", description = "Map a range of group ids.")
    private List<String> gidmap = new ArrayList<>();

    @Option(names = "--cap-add", paramLabel = "CAP", description = "Add a capability, such as NET_ADMIN, or ALL.")
    private List<String> capAdd = new ArrayList<>();

    @Option(names = "--cap-drop", paramLabel = "CAP", description = "Drop a capability, or ALL.")
    private List<String> capDrop = new ArrayList<>();

    @Option(names = "--ulimit", paramLabel = "NAME=SOFT[:HARD]", description = "Set a limit, such as nofile=1024.")
    private List<String> ulimits = new ArrayList<>();

    @Option(names = "--sysctl", paramLabel = "NAME=VALUE", description = "Set a kernel parameter of its namespaces.")
    private List<String> sysctls = new ArrayList<>();

    /// @param network the mode of the network namespace
    /// @param lastCapability the highest that this kernel knows
    /// @param pidOf finds the first process of another container, whose namespaces are to be joined
    Spec apply(Spec spec, String network, int lastCapability, ToIntFunction<String> pidOf) {
        LinuxSpec linux = spec.linux()
                .withNamespaces(namespaces(network, pidOf))
                .withIdMappings(mappings(uidmap), mappings(gidmap.isEmpty() ? uidmap : gidmap))
                .withSysctl(sysctl(spec.linux().sysctl()));
        ProcessSpec process = spec.process().orElseThrow();
        process = process.withCapabilities(process.capabilities().map(base -> capabilities(base, lastCapability)));
        process = process.withRlimits(
                ulimits.stream().map(IsolationOptions::rlimit).toList());
        Spec changed = spec.withLinux(linux).withProcess(process);
        // The name of a UTS namespace that is the host's, or another container's, is not ours to set.
        boolean ownName = linux.namespace(NamespaceType.UTS)
                .filter(uts -> uts.path().isEmpty())
                .isPresent();
        return ownName ? changed : changed.withHostname(Optional.empty());
    }

    private List<Namespace> namespaces(String network, ToIntFunction<String> pidOf) {
        List<Namespace> namespaces = new ArrayList<>();
        namespaces.add(new Namespace(NamespaceType.MOUNT, Optional.empty()));
        add(namespaces, NamespaceType.NETWORK, network, pidOf);
        add(namespaces, NamespaceType.PID, pid, pidOf);
        add(namespaces, NamespaceType.IPC, ipc, pidOf);
        add(namespaces, NamespaceType.UTS, uts, pidOf);
        add(namespaces, NamespaceType.CGROUP, cgroupns, pidOf);
        add(namespaces, NamespaceType.TIME, time, pidOf);
        if (!uidmap.isEmpty() || !gidmap.isEmpty()) {
            namespaces.add(new Namespace(NamespaceType.USER, Optional.empty()));
        }
        return namespaces;
    }

    private static void add(List<Namespace> namespaces, NamespaceType type, String mode, ToIntFunction<String> pidOf) {
        if (mode.equals("host")) {
            return;
        }
        if (mode.equals("private")) {
            namespaces.add(new Namespace(type, Optional.empty()));
        } else if (mode.startsWith("container:")) {
            int process = pidOf.applyAsInt(mode.substring("container:".length()));
            namespaces.add(new Namespace(type, Optional.of("/proc/" + process + "/ns/" + type.procName())));
        } else if (mode.startsWith("ns:/")) {
            namespaces.add(new Namespace(type, Optional.of(mode.substring(3))));
        } else {
            throw new ShibafuException(type.ociName() + " namespace '" + mode
                    + "' is unknown; use private, host, container:NAME or ns:/PATH");
        }
    }

    private static List<IdMapping> mappings(List<String> texts) {
        List<IdMapping> mappings = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.split(":", -1);
            try {
                if (parts.length != 3) {
                    throw new NumberFormatException("three numbers are needed");
                }
                mappings.add(
                        new IdMapping(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            } catch (NumberFormatException e) {
                throw new ShibafuException(
                        "id map '" + text + "' is not CONTAINER:HOST:SIZE, such as 0:100000:65536", e);
            }
        }
        return mappings;
    }

    private Map<String, String> sysctl(Map<String, String> before) {
        Map<String, String> settings = new LinkedHashMap<>(before);
        for (String text : sysctls) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new ShibafuException("sysctl '" + text + "' is not NAME=VALUE");
            }
            settings.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return settings;
    }

    private Capabilities capabilities(Capabilities base, int lastCapability) {
        Set<String> names = new LinkedHashSet<>(base.bounding());
        boolean all = capDrop.stream().anyMatch(name -> name.equalsIgnoreCase("all"));
        if (all) {
            names.clear();
        }
        capDrop.forEach(name -> names.remove(capability(name)));
        if (capAdd.stream().anyMatch(name -> name.equalsIgnoreCase("all"))) {
            names.addAll(Capability.ociNames(lastCapability));
        }
        capAdd.stream().filter(name -> !name.equalsIgnoreCase("all")).forEach(name -> names.add(capability(name)));
        return DefaultSpec.capabilities(List.copyOf(names));
    }

    private static String capability(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String full = upper.startsWith("CAP_") ? upper : "CAP_" + upper;
        if (!full.equals("CAP_ALL") && !Capability.ociNames(Integer.MAX_VALUE).contains(full)) {
            throw new ShibafuException("capability '" + name + "' is unknown; see capabilities(7)");
        }
        return full;
    }

    private static Rlimit rlimit(String text) {
        int equals = text.indexOf('=');
        String[] values =
                equals < 1 ? new String[0] : text.substring(equals + 1).split(":", 2);
        try {
            if (values.length == 0) {
                throw new NumberFormatException("no value");
            }
            long soft = limit(values[0]);
            long hard = values.length == 2 ? limit(values[1]) : soft;
            return new Rlimit("RLIMIT_" + text.substring(0, equals).toUpperCase(Locale.ROOT), soft, hard);
        } catch (NumberFormatException e) {
            throw new ShibafuException(
                    "ulimit '" + text + "' is not NAME=SOFT[:HARD] with numbers or unlimited, such as nofile=1024:2048",
                    e);
        }
    }

    private static long limit(String text) {
        return text.equals("unlimited") || text.equals("-1") ? -1 : Long.parseUnsignedLong(text);
    }
}
