package shibafu.engine.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.ShibafuException;

final class EventsTest {
    @ParameterizedTest
    @CsvSource({"5s, 5000", "500ms, 500", "1m30s, 90000", "1h, 3600000", "2, 2000"})
    void an_interval_is_written_as_go_does(String text, long millis) {
        assertThat(Events.interval(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "-1s", "5x", "s", "5s fast"})
    void an_interval_of_no_time_is_refused(String text) {
        assertThatThrownBy(() -> Events.interval(text))
                .isInstanceOf(ShibafuException.class)
                .hasMessageContaining("such as 5s");
    }
}
