package shibafu.tui.tape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.ContainerEvent.OomLimit;
import shibafu.engine.event.ContainerEvent.Victim;
import shibafu.engine.event.PressureLevel;
import shibafu.engine.event.PressureResource;
import shibafu.engine.service.EventWords;
import shibafu.engine.state.HealthStatus;

/// Whatever happens to a container is read as it was written.
final class EventJsonTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final OptionalLong SOME = OptionalLong.of(1 << 30);

    static List<ContainerEvent> events() {
        return List.of(
                new ContainerEvent.Created(AT, "web", 4711),
                new ContainerEvent.Started(AT, "web", 4711),
                new ContainerEvent.Exited(AT, "web", OptionalInt.of(137), OptionalInt.of(9)),
                new ContainerEvent.Exited(AT, "web", OptionalInt.empty(), OptionalInt.empty()),
                new ContainerEvent.Removed(AT, "web"),
                new ContainerEvent.HealthChanged(AT, "web", HealthStatus.UNHEALTHY),
                new ContainerEvent.Frozen(AT, "web"),
                new ContainerEvent.Thawed(AT, "web"),
                new ContainerEvent.Renamed(AT, "web", "site"),
                new ContainerEvent.OomKilled(
                        AT,
                        "web",
                        Optional.of(new Victim(12, "hog", SOME)),
                        Optional.of(new OomLimit(OomLimit.Scope.ABOVE, "/a", SOME, OptionalLong.empty()))),
                new ContainerEvent.OomKilled(AT, "web", Optional.empty(), Optional.empty()),
                new ContainerEvent.MemoryHigh(AT, "web", 3, SOME),
                new ContainerEvent.MemoryMax(AT, "web", 3, OptionalLong.empty()),
                new ContainerEvent.ForkRefused(AT, "web", 1, OptionalLong.of(64)),
                new ContainerEvent.Throttled(AT, "web", 5, 40_000),
                new ContainerEvent.Pressure(AT, "web", PressureResource.IO, PressureLevel.CRITICAL, SOME),
                new ContainerEvent.LimitChanged(AT, "web", "memory.max", "max", "8:0 rbps=1\n8:16 rbps=2"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void is_read_as_it_was_written(ContainerEvent event) {
        assertThat(EventJson.read(new ObjectMapper().valueToTree(EventWords.object(event))))
                .contains(event);
    }

    @Test
    void every_kind_is_tried() {
        assertThat(events().stream().map(Object::getClass))
                .contains(Arrays.stream(ContainerEvent.class.getPermittedSubclasses())
                        .filter(kind -> !kind.isInterface())
                        .toArray(Class<?>[]::new));
    }

    @Test
    void what_is_not_known_is_left_out() throws Exception {
        assertThat(EventJson.read(new ObjectMapper()
                        .readTree("{\"time\":\"2026-11-23T12:00:00Z\",\"container\":\"web\",\"event\":\"sung\"}")))
                .isEmpty();
    }
}
