package shibafu.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ImageDefaults;
import shibafu.engine.metrics.ProcessEntry;
import shibafu.engine.network.Attachment;
import shibafu.engine.network.PortMapping;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.ExitRecord;
import shibafu.engine.state.HealthStatus;

/// A container as docker lists it.
///
/// @param running since when its process runs; empty if none does
record ListedContainer(
        ContainerState state,
        ContainerStatus status,
        Optional<ExitRecord> exit,
        Optional<HealthStatus> health,
        Optional<Attachment> attachment,
        Optional<Duration> running) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "org.shibafu.";
    private static final int COMMAND_WIDTH = 20;
    private static final int ID_WIDTH = 12;

    static ListedContainer of(Container container) {
        ContainerState state = container.state();
        ContainerStatus status = container.status();
        return new ListedContainer(
                state,
                status,
                status.hasEnded() ? container.exit() : Optional.empty(),
                container.health().status(state, status),
                container.networks().now(),
                status.canSignal() ? ProcessEntry.of(state.init().pid()).map(ProcessEntry::elapsed) : Optional.empty());
    }

    /// Docker's word for what it does.
    String word() {
        return switch (status) {
            case STOPPED -> "exited";
            case CREATING, CREATED -> "created";
            case RUNNING -> "running";
            case PAUSED -> "paused";
            case RESTARTING -> "restarting";
        };
    }

    /// What was noted about it: its annotations but those that tell the engine something.
    Map<String, String> labels() {
        return labels(state.annotations());
    }

    static Map<String, String> labels(Map<String, String> annotations) {
        Map<String, String> labels = new TreeMap<>(annotations);
        labels.keySet().removeIf(key -> key.startsWith(OURS) || key.equals(ImageDefaults.STOP_SIGNAL));
        return labels;
    }

    boolean isUp() {
        return status == ContainerStatus.RUNNING || status == ContainerStatus.PAUSED || isRestarting();
    }

    private boolean isRestarting() {
        return status == ContainerStatus.RESTARTING;
    }

    String statusText(Instant now) {
        String ended = exit.map(record ->
                        " (" + record.exitCode() + ") " + Ago.text(Duration.between(record.finishedAt(), now)) + " ago")
                .orElse("");
        return switch (status) {
            case CREATING, CREATED -> "Created";
            case STOPPED -> "Exited" + ended;
            case RESTARTING -> "Restarting" + ended;
            case RUNNING, PAUSED ->
                "Up" + running.map(span -> " " + Ago.text(span)).orElse("")
                        + (status == ContainerStatus.PAUSED ? " (Paused)" : "")
                        + health.map(found -> " (" + healthText(found) + ")").orElse("");
        };
    }

    private static String healthText(HealthStatus found) {
        return found == HealthStatus.STARTING ? "health: starting" : found.word();
    }

    /// Docker's fields.
    ///
    /// @param whole whether long ones are shown in full
    ObjectNode fields(boolean whole) {
        Instant now = Instant.now();
        String command = String.join(" ", state.command());
        String id = state.id().value();
        ObjectNode fields = JSON.createObjectNode();
        fields.put("ID", whole || id.length() <= ID_WIDTH || id.equals(state.name()) ? id : id.substring(0, ID_WIDTH));
        fields.put("Image", state.image().orElse(""));
        fields.put(
                "Command",
                whole || command.length() <= COMMAND_WIDTH ? command : command.substring(0, COMMAND_WIDTH - 1) + "…");
        fields.put("CreatedAt", state.created().toString());
        fields.put("RunningFor", Ago.text(Duration.between(state.created(), now)) + " ago");
        fields.put("Status", statusText(now));
        fields.put("State", word());
        fields.put("Names", state.name());
        fields.put("Ports", ports());
        fields.put(
                "Networks",
                attachment.stream()
                        .flatMap(found -> found.interfaces().stream())
                        .map(Attachment.Interface::network)
                        .collect(Collectors.joining(",")));
        fields.put(
                "Labels",
                labels().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(",")));
        fields.put("Pid", status.hasEnded() ? 0 : state.init().pid());
        fields.put("ExitCode", exit.map(ExitRecord::exitCode).orElse(0));
        return fields;
    }

    private String ports() {
        return isUp()
                ? attachment.stream()
                        .flatMap(found -> found.ports().stream())
                        .map(ListedContainer::port)
                        .collect(Collectors.joining(", "))
                : "";
    }

    private static String port(PortMapping port) {
        return port.outside() + "->" + port.inside();
    }
}
