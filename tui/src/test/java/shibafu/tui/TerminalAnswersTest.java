package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalAnswersTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "]11;rgb:ffff/ffff/ffff, shibafu-light",
                "]11;rgb:fd/f6/e3, shibafu-light",
                "]11;rgb:0000/0000/0000, shibafu-dark",
                "]11;rgb:2828/2a2a/3636, shibafu-dark",
                "]11;rgba:ffff/ffff/ffff/8000, shibafu-light",
                "]10;rgb:ffff/ffff/ffff, -",
                "]11;white, -"
            })
    void the_background_tells_the_theme(String answer, String theme) {
        assertThat(TerminalAnswers.theme(answer)).isEqualTo(Optional.ofNullable(theme));
    }
}
