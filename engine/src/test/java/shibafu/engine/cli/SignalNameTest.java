package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignalNameTest {
    @ParameterizedTest
    @CsvSource({
        "TERM, 15",
        "SIGTERM, 15",
        "sigkill, 9",
        "9, 9",
        "HUP, 1",
        "SYS, 31",
        "RTMIN, 34",
        "RTMIN+3, 37",
        "RTMAX-1, 63",
        "WINCH, 28"
    })
    void knows_names_and_numbers(String text, int number) {
        assertThat(SignalName.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65", "-1", "SIGNOTHING", "RTMIN+99", "RTMIN+x"})
    void refuses_what_is_no_signal(String text) {
        assertThatThrownBy(() -> SignalName.parse(text)).hasMessageContaining("is not a signal; write a name");
    }
}
