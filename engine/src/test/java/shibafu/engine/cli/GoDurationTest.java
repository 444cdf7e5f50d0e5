package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.ShibafuException;

final class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "30s,30000000000",
        "1m30s,90000000000",
        "1.5s,1500000000",
        "500ms,500000000",
        "2h,7200000000000",
        "0,0",
        "0s,0",
        "10us,10000",
        "7ns,7"
    })
    void is_read_as_docker_does(String text, long nanos) {
        assertThat(GoDuration.parse("--x", text).toNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "-1s", "1x", "s", "1s x", "1..5s"})
    void other_texts_are_none(String text) {
        assertThatThrownBy(() -> GoDuration.parse("--health-interval", text))
                .isInstanceOf(ShibafuException.class)
                .hasMessage("--health-interval " + text + ": want a duration, such as 30s, 1m30s or 500ms");
    }
}
