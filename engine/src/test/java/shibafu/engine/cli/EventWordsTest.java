package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.ContainerEvent.OomLimit;
import shibafu.engine.event.ContainerEvent.OomLimit.Scope;
import shibafu.engine.event.ContainerEvent.Victim;
import shibafu.engine.event.PressureLevel;
import shibafu.engine.event.PressureResource;
import shibafu.engine.service.EventWords;

final class EventWordsTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00.120Z");
    private static final OptionalLong NONE = OptionalLong.empty();

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(new ContainerEvent.Started(AT, "web", 7), "started: pid 7", "'event':'started','pid':7"),
                Arguments.of(
                        new ContainerEvent.Exited(AT, "web", OptionalInt.of(137), OptionalInt.of(9)),
                        "exited: code 137, by signal 9",
                        "'event':'exited','exitCode':137,'signal':9"),
                Arguments.of(
                        new ContainerEvent.Exited(AT, "web", OptionalInt.empty(), OptionalInt.empty()),
                        "exited: nobody recorded how",
                        "'event':'exited'"),
                Arguments.of(new ContainerEvent.Removed(AT, "web"), "removed", "'event':'removed'"),
                Arguments.of(
                        new ContainerEvent.OomKilled(
                                AT,
                                "web",
                                Optional.of(new Victim(42, "java", OptionalLong.of(20 << 20))),
                                Optional.of(new OomLimit(
                                        Scope.OWN,
                                        "/shibafu_web",
                                        OptionalLong.of(64 << 20),
                                        OptionalLong.of(16 << 20)))),
                        "oom-kill: java (pid 42) with 20.0MiB at its limit of 64.0MiB and 16.0MiB of swap",
                        "'event':'oom-kill','victim':{'pid':42,'name':'java','residentBytes':20971520},"
                                + "'limit':{'scope':'own','cgroup':'/shibafu_web','limitBytes':67108864,'swapLimitBytes':16777216}"),
                Arguments.of(
                        new ContainerEvent.OomKilled(
                                AT,
                                "web",
                                Optional.empty(),
                                Optional.of(new OomLimit(Scope.ABOVE, "/pod", OptionalLong.of(1 << 30), NONE))),
                        "oom-kill: a process at the limit of /pod above it, 1.00GiB",
                        "'event':'oom-kill','limit':{'scope':'above','cgroup':'/pod','limitBytes':1073741824}"),
                Arguments.of(
                        new ContainerEvent.ForkRefused(AT, "web", 1, OptionalLong.of(20)),
                        "fork-refused: once at a limit of 20 processes",
                        "'event':'fork-refused','times':1,'limit':20"),
                Arguments.of(
                        new ContainerEvent.MemoryMax(AT, "web", 12, NONE),
                        "memory-max: 12 times at max",
                        "'event':'memory-max','times':12"),
                Arguments.of(
                        new ContainerEvent.Throttled(AT, "web", 10, 512_300),
                        "throttled: in 10 periods, for 512 ms",
                        "'event':'throttled','periods':10,'throttledMicros':512300"),
                Arguments.of(
                        new ContainerEvent.Pressure(
                                AT, "web", PressureResource.MEMORY, PressureLevel.LOW, OptionalLong.of(151_000)),
                        "pressure: memory low, waited 151 ms",
                        "'event':'pressure','resource':'memory','level':'low','stalledMicros':151000"),
                Arguments.of(
                        new ContainerEvent.LimitChanged(AT, "web", "io.max", "", "8:0 rbps=1\n8:16 rbps=2"),
                        "limit-changed: io.max from nothing to 8:0 rbps=1; 8:16 rbps=2",
                        "'event':'limit-changed','file':'io.max','before':'','after':'8:0 rbps=1\\n8:16 rbps=2'"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_a_line_and_an_object(ContainerEvent event, String line, String object) {
        assertThat(EventWords.line(event)).isEqualTo("2026-11-23T12:00:00.120Z web " + line);
        assertThat(JsonLine.of(EventWords.object(event)).replace('"', '\''))
                .isEqualTo("{'time':'2026-11-23T12:00:00.120Z','container':'web'," + object + "}");
    }
}
