package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Capability;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.ResourceLimit;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.Rlimit;

/// Options that say how far a container is kept apart from the host.
final class IsolationOptions {
    @Mixin
    NamespaceOptions namespaces = new NamespaceOptions();

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
    /// @param other finds another container, whose namespaces are to be joined
    Spec apply(Spec spec, String network, int lastCapability, Function<String, NamespaceOptions.Other> other) {
        ProcessSpec process = spec.process().orElseThrow();
        process = process.withCapabilities(process.capabilities().map(base -> capabilities(base, lastCapability)));
        process = process.withRlimits(
                ulimits.stream().map(IsolationOptions::rlimit).toList());
        return namespaces.apply(
                spec.withLinux(spec.linux().withSysctl(sysctl(spec.linux().sysctl())))
                        .withProcess(process),
                network,
                other);
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
            if (Long.compareUnsigned(soft, hard) > 0) {
                throw new ShibafuException("ulimit '" + text + "': the soft limit is above the hard one");
            }
            String type = "RLIMIT_" + text.substring(0, equals).toUpperCase(Locale.ROOT);
            if (ResourceLimit.named(type).isEmpty()) {
                throw new ShibafuException("ulimit '" + text + "' is unknown; see getrlimit(2), without RLIMIT_");
            }
            return new Rlimit(type, soft, hard);
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
