package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class LogTimeTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:00:00Z,2026-01-31T10:00:00Z",
        "2026-01-31T10:00:00.5+02:00,2026-01-31T08:00:00.5Z",
        "2026-01-31T10:00:00-01:00,2026-01-31T11:00:00Z",
        "2026-01-31T10:00:00,2026-01-31T01:00:00Z",
        "2026-01-31,2026-01-30T15:00:00Z",
        "1769853600,2026-01-31T10:00:00Z",
        "1769853600.25,2026-01-31T10:00:00.25Z",
        "90s,2026-01-31T11:58:30Z",
        "1h30m,2026-01-31T10:30:00Z",
        "0.5s,2026-01-31T11:59:59.5Z",
        "1500ms,2026-01-31T11:59:58.5Z"
    })
    void dockers_forms_of_a_time_are_read(String text, String time) {
        assertThat(LogTime.parse(text, NOW, ZONE)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "5x", "m", "-5m"})
    void other_words_are_none(String text) {
        assertThatThrownBy(() -> LogTime.parse(text, NOW, ZONE)).isInstanceOf(TypeConversionException.class);
    }
}
