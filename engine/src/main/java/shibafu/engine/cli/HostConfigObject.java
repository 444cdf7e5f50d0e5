package shibafu.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.LogLimits;
import shibafu.engine.spec.Neighbour;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.RestartPolicy;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;

/// The part of `docker inspect` that tells what a container may do: limits, namespaces, what becomes of it.
final class HostConfigObject {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NANOS_A_CPU = 1_000_000_000;

    private HostConfigObject() {}

    static ObjectNode of(Container container, ContainerState state, Spec config) {
        ObjectNode object = JSON.createObjectNode();
        limits(object, config.linux().resources());
        supervision(object, state);
        object.put("AutoRemove", state.removeOnExit());
        object.put("ReadonlyRootfs", config.root().readonly());
        object.put("CgroupParent", "");
        object.put("NetworkMode", mode(container, config, NamespaceType.NETWORK));
        object.put("PidMode", mode(container, config, NamespaceType.PID));
        object.put(
                "IpcMode",
                config.annotations().containsKey(Neighbour.SHAREABLE)
                        ? "shareable"
                        : mode(container, config, NamespaceType.IPC));
        object.put("UTSMode", mode(container, config, NamespaceType.UTS));
        object.put("UsernsMode", mode(container, config, NamespaceType.USER));
        config.process().ifPresent(process -> process(object, process));
        ObjectNode sysctls = object.putObject("Sysctls");
        config.linux().sysctl().forEach(sysctls::put);
        object.set("MaskedPaths", ContainerObject.texts(config.linux().maskedPaths()));
        object.set("ReadonlyPaths", ContainerObject.texts(config.linux().readonlyPaths()));
        return object;
    }

    private static void limits(ObjectNode object, Resources limits) {
        Resources.Memory memory = limits.memory();
        put(object, "Memory", memory.limitBytes());
        put(object, "MemoryReservation", memory.reservationBytes());
        put(object, "MemorySwap", memory.swapBytes());
        object.put("MemorySwappiness", memory.swappiness().orElse(-1));
        Resources.Cpu cpu = limits.cpu();
        put(object, "CpuShares", cpu.shares());
        put(object, "CpuPeriod", cpu.periodMicros());
        put(object, "CpuQuota", cpu.quotaMicros());
        boolean bound = cpu.quotaMicros().orElse(0) > 0 && cpu.periodMicros().orElse(0) > 0;
        object.put(
                "NanoCpus",
                bound
                        ? cpu.quotaMicros().getAsLong()
                                * NANOS_A_CPU
                                / cpu.periodMicros().getAsLong()
                        : 0);
        object.put("CpusetCpus", cpu.cpus().orElse(""));
        object.put("CpusetMems", cpu.mems().orElse(""));
        put(object, "PidsLimit", limits.pidsLimit());
    }

    private static void put(ObjectNode object, String name, OptionalLong value) {
        object.put(name, value.orElse(0));
    }

    private static void supervision(ObjectNode object, ContainerState state) {
        Optional<RestartPolicy> policy = RestartPolicy.of(state.annotations());
        ObjectNode restart = object.putObject("RestartPolicy");
        restart.put(
                "Name",
                policy.map(found -> found.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("no"));
        restart.put("MaximumRetryCount", policy.map(RestartPolicy::limit).orElse(0));
        ObjectNode log = object.putObject("LogConfig");
        log.put("Type", state.log().isPresent() ? "json-file" : "none");
        ObjectNode options = log.putObject("Config");
        Optional.ofNullable(state.annotations().get(LogLimits.SIZE)).ifPresent(size -> options.put("max-size", size));
        Optional.ofNullable(state.annotations().get(LogLimits.FILES)).ifPresent(n -> options.put("max-file", n));
    }

    private static String mode(Container container, Spec config, NamespaceType type) {
        return container
                .neighbours()
                .of(type)
                .map(other -> "container:" + other)
                .or(() -> config.linux()
                        .namespace(type)
                        .map(namespace ->
                                namespace.path().map(path -> "ns:" + path).orElse("private")))
                .orElse("host");
    }

    private static void process(ObjectNode object, ProcessSpec process) {
        process.oomScoreAdj().ifPresent(score -> object.put("OomScoreAdj", score));
        object.set(
                "EffectiveCaps",
                ContainerObject.texts(
                        process.capabilities().map(Spec.Capabilities::effective).orElse(java.util.List.of())));
        ArrayNode limits = object.putArray("Ulimits");
        for (Spec.Rlimit limit : process.rlimits()) {
            ObjectNode one = limits.addObject();
            one.put("Name", limit.type());
            one.put("Soft", limit.soft());
            one.put("Hard", limit.hard());
        }
        ArrayNode security = object.putArray("SecurityOpt");
        if (process.noNewPrivileges()) {
            security.add("no-new-privileges");
        }
    }
}
