package shibafu.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ImageDefaults;
import shibafu.engine.network.Attachment;
import shibafu.engine.network.PortMapping;
import shibafu.engine.spec.HealthCheck;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.ExitRecord;
import shibafu.engine.state.HealthRecord;

/// What `docker inspect` tells of a container, under docker's names, as far as Shibafu knows it. Times are RFC 3339 in
/// UTC, health durations nanoseconds.
record ContainerObject(Container container, ListedContainer listed, Spec config) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ObjectNode of(Container container) {
        return new ContainerObject(container, ListedContainer.of(container), container.config()).object();
    }

    private ObjectNode object() {
        ContainerState state = listed.state();
        ObjectNode object = JSON.createObjectNode();
        object.put("Id", state.id().value());
        object.put("Created", state.created().toString());
        List<String> command = state.command();
        object.put("Path", command.isEmpty() ? "" : command.getFirst());
        object.set("Args", texts(command.isEmpty() ? command : command.subList(1, command.size())));
        object.set("State", state());
        object.put("Image", state.image().orElse(""));
        object.put("ImageName", state.image().orElse(""));
        object.put("LogPath", state.log().map(Path::toString).orElse(""));
        object.put("Name", state.name());
        object.put("RestartCount", container.restarts());
        object.put("Driver", state.imageRootfs().isPresent() ? "overlay" : "");
        object.put("Platform", "linux");
        object.put("BundlePath", state.bundle().toString());
        object.put("CgroupPath", state.cgroupsPath());
        object.set("Mounts", mounts());
        object.set("Config", config(state));
        object.set("HostConfig", HostConfigObject.of(container, state, config));
        object.set("NetworkSettings", network());
        return object;
    }

    private ObjectNode state() {
        ContainerStatus status = listed.status();
        ContainerState state = listed.state();
        ObjectNode object = JSON.createObjectNode();
        object.put("OciVersion", state.ociVersion());
        object.put("Status", listed.word());
        object.put("Running", status == ContainerStatus.RUNNING || status == ContainerStatus.PAUSED);
        object.put("Paused", status == ContainerStatus.PAUSED);
        object.put("Restarting", status == ContainerStatus.RESTARTING);
        object.put("OOMKilled", listed.exit().map(ExitRecord::oomKilled).orElse(false));
        object.put("Dead", false);
        object.put("Pid", status.hasEnded() ? 0 : state.init().pid());
        object.put("ConmonPid", status.hasEnded() ? 0 : state.supervisor().pid());
        object.put("ExitCode", listed.exit().map(ExitRecord::exitCode).orElse(0));
        object.put("Error", "");
        object.put(
                "StartedAt",
                listed.running()
                        .filter(span -> listed.isUp())
                        .map(span -> Instant.now().minus(span).toString())
                        .orElse("0001-01-01T00:00:00Z"));
        object.put(
                "FinishedAt",
                listed.exit().map(record -> record.finishedAt().toString()).orElse("0001-01-01T00:00:00Z"));
        container.health().record().ifPresent(record -> object.set("Health", health(record)));
        return object;
    }

    private static ObjectNode health(HealthRecord record) {
        ObjectNode object = JSON.createObjectNode();
        object.put("Status", record.status().word());
        object.put("FailingStreak", record.failingStreak());
        ArrayNode log = object.putArray("Log");
        for (HealthRecord.Result result : record.log()) {
            ObjectNode one = log.addObject();
            one.put("Start", result.start().toString());
            one.put("End", result.end().toString());
            one.put("ExitCode", result.exitCode());
            one.put("Output", result.output());
        }
        return object;
    }

    /// What the user asked for: not what every container has.
    private ArrayNode mounts() {
        ArrayNode all = JSON.createArrayNode();
        for (MountSpec mount : config.mounts()) {
            boolean bound =
                    mount.options().stream().anyMatch(option -> option.equals("bind") || option.equals("rbind"));
            if (bound) {
                ObjectNode one = all.addObject();
                one.put("Type", "bind");
                one.put("Source", mount.source());
                one.put("Destination", mount.destination());
                one.put("Mode", "");
                one.put("RW", !mount.options().contains("ro"));
                one.put(
                        "Propagation",
                        mount.options().stream()
                                .filter(option -> option.matches("r?(private|slave|shared)"))
                                .findFirst()
                                .orElse("rprivate"));
            }
        }
        return all;
    }

    private ObjectNode config(ContainerState state) {
        ObjectNode object = JSON.createObjectNode();
        object.put("Hostname", config.hostname().orElse(""));
        object.put("Domainname", config.domainname().orElse(""));
        config.process().ifPresent(process -> process(object, process));
        object.put("Image", state.image().orElse(""));
        object.set("Labels", map(listed.labels()));
        object.set("Annotations", map(state.annotations()));
        object.put("StopSignal", state.annotations().getOrDefault(ImageDefaults.STOP_SIGNAL, "SIGTERM"));
        HealthCheck.of(state.annotations()).ifPresent(check -> {
            ObjectNode one = object.putObject("Healthcheck");
            one.set("Test", texts(check.test()));
            one.put("Interval", check.interval().toNanos());
            one.put("Timeout", check.timeout().toNanos());
            one.put("StartPeriod", check.startPeriod().toNanos());
            one.put("StartInterval", check.startInterval().toNanos());
            one.put("Retries", check.retries());
        });
        return object;
    }

    private static void process(ObjectNode object, ProcessSpec process) {
        object.put("User", process.user().uid() + ":" + process.user().gid());
        object.put("Tty", process.terminal());
        object.set("Env", texts(process.env()));
        object.set("Cmd", texts(process.args()));
        object.put("WorkingDir", process.cwd());
    }

    private ObjectNode network() {
        ObjectNode object = JSON.createObjectNode();
        ObjectNode ports = object.putObject("Ports");
        ObjectNode networks = object.putObject("Networks");
        if (listed.attachment().isPresent()) {
            Attachment attachment = listed.attachment().get();
            for (PortMapping port : attachment.ports()) {
                ObjectNode one =
                        ports.withArray("/" + port.inside().replace("/", "~1")).addObject();
                one.put("HostIp", port.hostIp());
                one.put("HostPort", Integer.toString(port.hostPort()));
            }
            for (Attachment.Interface joined : attachment.interfaces()) {
                String address =
                        joined.addresses().isEmpty() ? "" : joined.addresses().getFirst();
                int slash = address.indexOf('/');
                ObjectNode one = networks.putObject(joined.network());
                one.put("IPAddress", slash < 0 ? address : address.substring(0, slash));
                one.put("IPPrefixLen", slash < 0 ? 0 : Integer.parseInt(address.substring(slash + 1)));
                one.put("Gateway", joined.gateway().orElse(""));
                one.put("MacAddress", joined.mac().orElse(""));
            }
        }
        object.put(
                "IPAddress",
                networks.isEmpty()
                        ? ""
                        : networks.elements().next().path("IPAddress").asText());
        return object;
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode map(Map<String, String> map) {
        ObjectNode object = JSON.createObjectNode();
        new java.util.TreeMap<>(map).forEach(object::put);
        return object;
    }
}
