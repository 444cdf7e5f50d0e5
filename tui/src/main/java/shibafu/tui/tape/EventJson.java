package shibafu.tui.tape;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.ContainerEvent.OomLimit;
import shibafu.engine.event.ContainerEvent.Victim;
import shibafu.engine.event.PressureLevel;
import shibafu.engine.event.PressureResource;
import shibafu.engine.state.HealthStatus;

/// Reads an event from the object that [shibafu.engine.service.EventWords#object] makes of it.
final class EventJson {
    private final JsonNode node;
    private final Instant at;
    private final String id;

    private EventJson(JsonNode node, Instant at, String id) {
        this.node = node;
        this.at = at;
        this.id = id;
    }

    /// @return empty if it is none that we know
    static Optional<ContainerEvent> read(JsonNode node) {
        String id = node.path("container").asText();
        try {
            Instant at = Instant.parse(node.path("time").asText());
            return Tape.isName(id) ? new EventJson(node, at, id).event() : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<ContainerEvent> event() {
        return Optional.ofNullable(
                switch (node.path("event").asText()) {
                    case "created" -> new ContainerEvent.Created(at, id, pid(node));
                    case "started" -> new ContainerEvent.Started(at, id, pid(node));
                    case "exited" -> new ContainerEvent.Exited(at, id, number("exitCode"), number("signal"));
                    case "removed" -> new ContainerEvent.Removed(at, id);
                    case "health_status" ->
                        HealthStatus.of(text("health"))
                                .map(status -> new ContainerEvent.HealthChanged(at, id, status))
                                .orElse(null);
                    case "frozen" -> new ContainerEvent.Frozen(at, id);
                    case "thawed" -> new ContainerEvent.Thawed(at, id);
                    case "renamed" -> new ContainerEvent.Renamed(at, id, text("name"));
                    case "oom-kill" ->
                        new ContainerEvent.OomKilled(at, id, victim(node.path("victim")), limit(node.path("limit")));
                    case "memory-high" -> new ContainerEvent.MemoryHigh(at, id, count("times"), value("highBytes"));
                    case "memory-max" -> new ContainerEvent.MemoryMax(at, id, count("times"), value("limitBytes"));
                    case "fork-refused" -> new ContainerEvent.ForkRefused(at, id, count("times"), value("limit"));
                    case "throttled" ->
                        new ContainerEvent.Throttled(at, id, count("periods"), count("throttledMicros"));
                    case "pressure" -> pressure();
                    case "limit-changed" ->
                        new ContainerEvent.LimitChanged(at, id, text("file"), text("before"), text("after"));
                    default -> null;
                });
    }

    private @Nullable ContainerEvent pressure() {
        Optional<PressureResource> resource = Arrays.stream(PressureResource.values())
                .filter(each -> each.word().equals(text("resource")))
                .findFirst();
        Optional<PressureLevel> level = Arrays.stream(PressureLevel.values())
                .filter(each -> each.word().equals(text("level")))
                .findFirst();
        return resource.isPresent() && level.isPresent()
                ? new ContainerEvent.Pressure(at, id, resource.get(), level.get(), value("stalledMicros"))
                : null;
    }

    private static Optional<Victim> victim(JsonNode victim) {
        return victim.isObject()
                ? Optional.of(new Victim(
                        pid(victim), Plain.line(victim.path("name").asText()), value(victim, "residentBytes")))
                : Optional.empty();
    }

    private static Optional<OomLimit> limit(JsonNode limit) {
        String word = limit.path("scope").asText();
        return Arrays.stream(OomLimit.Scope.values())
                .filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .map(scope -> new OomLimit(
                        scope,
                        Plain.line(limit.path("cgroup").asText()),
                        value(limit, "limitBytes"),
                        value(limit, "swapLimitBytes")));
    }

    private static int pid(JsonNode node) {
        return node.path("pid").asInt();
    }

    private String text(String key) {
        return Plain.line(node.path(key).asText());
    }

    private long count(String key) {
        return node.path(key).asLong();
    }

    private OptionalLong value(String key) {
        return value(node, key);
    }

    private static OptionalLong value(JsonNode node, String key) {
        return node.path(key).isIntegralNumber()
                ? OptionalLong.of(node.path(key).asLong())
                : OptionalLong.empty();
    }

    private OptionalInt number(String key) {
        return node.path(key).isInt() ? OptionalInt.of(node.path(key).asInt()) : OptionalInt.empty();
    }
}
