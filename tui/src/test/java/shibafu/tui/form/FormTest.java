package shibafu.tui.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.tui.keys.Key;

/// Fields and amounts.
final class FormTest {
    private static final OptionalLong GIBIBYTE = OptionalLong.of(1 << 30);

    @ParameterizedTest
    @CsvSource({
        "100m, 104857600",
        "100M, 104857600",
        "100 MiB, 104857600",
        "1.5g, 1610612736",
        "4096, 4096",
        "64k, 65536",
        "2t, 2199023255552",
        "50%, 536870912",
        "max, -1",
        "-1, -1",
        " 8m , 8388608"
    })
    void memory(String text, long bytes) {
        assertThat(Amounts.memory(text, GIBIBYTE)).isEqualTo(Amount.of(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "64x", "1e3", "-5m", "0x10", "1.5.5", "many", "9999999t", "１００m"})
    void no_memory(String text) {
        assertThat(Amounts.memory(text, GIBIBYTE).problem())
                .contains("\"" + text + "\" is not memory like 100m, 1.5g, 50% or max");
    }

    @Test
    void hundredths_need_a_whole() {
        assertThat(Amounts.memory("50%", OptionalLong.empty()).problem()).isPresent();
        assertThat(Amounts.pids("50%", OptionalLong.of(64))).isEqualTo(Amount.of(32));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 50000", "2, 200000", "50%, 50000", "150%, 150000", "max, -1", "0.01, 1000", "1.25, 125000"})
    void cpu(String text, long quota) {
        assertThat(Amounts.cpu(text)).isEqualTo(Amount.of(quota));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.009", "0%"})
    void less_cpu_than_the_kernel_gives(String text) {
        assertThat(Amounts.cpu(text).problem()).contains("the kernel gives no less than 0.01 cores");
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "max, -1", "1, 1"})
    void pids(String text, long count) {
        assertThat(Amounts.pids(text, OptionalLong.empty())).isEqualTo(Amount.of(count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5", "20m", "9999999999", "few"})
    void no_pids(String text) {
        assertThat(Amounts.pids(text, OptionalLong.empty()).problem()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void an_empty_field_is_no_amount_and_no_problem(String text) {
        assertThat(Amounts.memory(text, GIBIBYTE)).isEqualTo(Amount.NONE);
        assertThat(Amounts.cpu(text)).isEqualTo(Amount.NONE);
        assertThat(Amounts.pids(text, GIBIBYTE)).isEqualTo(Amount.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "left left x, ab, cd",
        "home del, '', bcd",
        "left left ctrl-u, '', cd",
        "left ctrl-k, abc, ''",
        "ctrl-a right backspace, '', bcd",
        "ctrl-w, '', ''",
        "home left end right, abcd, ''",
        "home backspace, '', abcd",
        "f5, abcd, ''"
    })
    void text_is_edited(String keys, String before, String after) {
        TextField field = TextField.of("abcd");
        for (String key : keys.split(" ", -1)) {
            field = field.edited(Key.named(key));
        }
        assertThat(field).isEqualTo(new TextField(before, after));
    }

    @Test
    void characters_beyond_the_basic_plane_are_one() {
        TextField field = TextField.of("a🐕").edited(Key.named("left"));
        assertThat(field).isEqualTo(new TextField("a", "🐕"));
        assertThat(field.edited(Key.named("del"))).isEqualTo(TextField.of("a"));
        assertThat(TextField.of("a🐕").edited(Key.named("backspace"))).isEqualTo(TextField.of("a"));
    }

    @Test
    void blanks_within_are_kept_and_words_go_one_at_a_time() {
        TextField field =
                TextField.EMPTY.edited(Key.typed('a')).edited(Key.typed(' ')).edited(Key.typed('b'));
        assertThat(field.text()).isEqualTo("a b");
        assertThat(field.edited(Key.named("ctrl-w")).text()).isEqualTo("a ");
    }
}
