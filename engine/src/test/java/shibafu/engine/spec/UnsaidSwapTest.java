package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Memory and its sum with swap; a dash is what was not said.
final class UnsaidSwapTest {
    @ParameterizedTest
    @CsvSource({
        "100, -, 200",
        "100, 0, 200",
        "100, 100, 100",
        "100, -1, -1",
        "-, -, -",
        "-1, -, -",
        "0, -, -",
        "5000000000000000000, -, -1"
    })
    void a_new_container_has_as_much_swap_as_memory(String memory, String swap, String sum) {
        assertThat(UnsaidSwap.ofNew(limits(memory, swap), () -> true)).isEqualTo(limits(memory, sum));
    }

    @Test
    void nothing_is_added_where_swap_is_not_counted_or_was_set_by_its_file() {
        Resources asked = limits("100", "-");
        assertThat(UnsaidSwap.ofNew(asked, () -> false)).isEqualTo(asked);
        Resources byFile = asked.withUnified(Map.of("memory.swap.max", "max"));
        assertThat(UnsaidSwap.ofNew(byFile, () -> true)).isEqualTo(byFile);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 200, 300, -, 400",
        "100, 200, 50, -, 150",
        "100, 100, 300, -, 300",
        "100, 200, 300, 350, 350",
        "100, 200, -1, -, -1",
        "100, 200, -, -, -",
        "100, -1, 300, -, -",
        "100, -, 300, -, -",
        "-1, -1, 300, -, -"
    })
    void a_changed_one_keeps_its_swap(String memory, String sum, String changed, String swap, String newSum) {
        assertThat(UnsaidSwap.ofChange(limits(changed, swap), limits(memory, sum)))
                .isEqualTo(limits(changed, newSum));
    }

    @Test
    void swap_that_was_set_by_its_file_is_kept_as_well() {
        Resources held = limits("100", "200").withUnified(Map.of("memory.swap.max", "7", "memory.low", "1"));
        assertThat(UnsaidSwap.ofChange(limits("300", "-"), held))
                .isEqualTo(limits("300", "400").withUnified(Map.of("memory.swap.max", "7")));
        Resources change = limits("300", "-").withUnified(Map.of("memory.swap.max", "8"));
        assertThat(UnsaidSwap.ofChange(change, held))
                .isEqualTo(limits("300", "400").withUnified(Map.of("memory.swap.max", "8")));
    }

    private static Resources limits(String memory, String sum) {
        return Resources.NONE.withMemory(new Resources.Memory(
                number(memory), OptionalLong.empty(), number(sum), OptionalInt.empty(), false, false));
    }

    private static OptionalLong number(String text) {
        return text.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}
