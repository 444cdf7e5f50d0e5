package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.service.ByteText;

final class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "100m, 104857600",
        "100M, 104857600",
        "1.5g, 1610612736",
        "64k, 65536",
        "64KiB, 65536",
        "1t, 1099511627776",
        "0, 0",
        "10b, 10",
        "max, -1",
        "-1, -1"
    })
    void reads_what_people_write(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "lots", "-5m", "1 m x", "1.2.3g", "10q"})
    void refuses_anything_else_and_says_what_to_write(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).hasMessageContaining("'" + text + "' is not a size; write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999t", "99999999999999999999"})
    void refuses_what_no_counter_holds(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).hasMessageContaining("too large");
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "1023, 1023B", "1024, 1.00KiB", "104857600, 100MiB", "67108864, 64.0MiB", "1610612736, 1.50GiB"
    })
    void writes_three_digits_and_a_unit(long bytes, String text) {
        assertThat(ByteText.of(bytes)).isEqualTo(text);
    }
}
