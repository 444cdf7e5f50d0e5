package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.ShibafuException;

final class HealthCheckTest {
    private static final HealthCheck CHECK = new HealthCheck(
            List.of("CMD-SHELL", "wget -q localhost || exit 1"),
            Duration.ofSeconds(10),
            Duration.ofMillis(1500),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            5);

    @Test
    void an_annotation_is_read_as_it_was_written() {
        assertThat(HealthCheck.of(Map.of(HealthCheck.ANNOTATION, CHECK.text()))).contains(CHECK);
    }

    @Test
    void what_is_not_said_is_dockers_default() {
        assertThat(HealthCheck.of(Map.of(HealthCheck.ANNOTATION, "{\"Test\":[\"CMD\",\"true\"]}")))
                .contains(new HealthCheck(
                        List.of("CMD", "true"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        3));
    }

    @Test
    void what_is_said_goes_over_the_image() {
        HealthCheck wanted =
                new HealthCheck(List.of(), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
        assertThat(wanted.over(CHECK))
                .isEqualTo(new HealthCheck(
                        CHECK.test(),
                        Duration.ofSeconds(1),
                        CHECK.timeout(),
                        CHECK.startPeriod(),
                        CHECK.startInterval(),
                        5));
    }

    @Test
    void a_line_is_for_the_shell_and_a_command_is_not() {
        assertThat(CHECK.command()).containsExactly("/bin/sh", "-c", "wget -q localhost || exit 1");
        assertThat(new HealthCheck(
                                List.of("CMD", "/probe", "a b"),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                0)
                        .command())
                .containsExactly("/probe", "a b");
    }

    @Test
    void none_is_as_good_as_no_annotation() {
        assertThat(HealthCheck.of(Map.of(HealthCheck.ANNOTATION, HealthCheck.NONE.text())))
                .isEmpty();
        assertThat(HealthCheck.of(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Test":["CMD"]}                             | health check [CMD]: want CMD or CMD-SHELL and a command
            {"Test":["RUN","x"]}                         | health check [RUN, x]: want CMD or CMD-SHELL and a command
            {"Test":["CMD","x"],"Interval":1000}         | health check: interval cannot be less than 1ms
            {"Test":["CMD","x"],"Timeout":-1}            | health check: timeout cannot be less than 1ms
            {"Test":["CMD","x"],"StartPeriod":-1}        | health check: start period cannot be less than 0ms
            {"Test":["CMD","x"],"Retries":-2}            | health check: retries cannot be negative, got -2
            {"Test":"x"}                                 | annotation org.shibafu.healthcheck: field Test is not a list
            """)
    void what_makes_no_sense_is_refused(String text, String problem) {
        assertThatThrownBy(() -> HealthCheck.of(Map.of(HealthCheck.ANNOTATION, text)))
                .isInstanceOf(ShibafuException.class)
                .hasMessage(problem);
    }
}
