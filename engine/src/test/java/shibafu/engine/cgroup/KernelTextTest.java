package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelTextTest {
    @Test
    void words_are_numbers() {
        KernelText text = KernelText.of("max  100000\n");
        assertThat(text.number()).isEqualTo(Long.MAX_VALUE);
        assertThat(text.number(1)).isEqualTo(100_000);
        assertThat(text.number(2)).isZero();
        assertThat(KernelText.of("-1\n").number()).isEqualTo(-1);
        assertThat(KernelText.of("").number()).isZero();
    }

    @Test
    void a_key_is_a_whole_word_at_the_start_of_a_line() {
        KernelText text = KernelText.of("total_rss 1\nrss_huge 2\nrss 3\nlast 4");
        assertThat(text.number("rss")).isEqualTo(3);
        assertThat(text.number("total_rss")).isEqualTo(1);
        assertThat(text.number("last")).isEqualTo(4);
        assertThat(text.number("huge")).isZero();
        assertThat(text.has("rss_huge")).isTrue();
        assertThat(text.has("rs")).isFalse();
        assertThat(KernelText.of("rss").has("rss")).isFalse();
        assertThat(KernelText.of("SwapFree:      12 kB").number("SwapFree:")).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"max", "max 100000", "-1", "9223372036854771712", "9223372036854710272", "9223372036854775807"})
    void no_limit_has_many_names(String text) {
        assertThat(KernelText.limitOf(text)).isEmpty();
    }

    @Test
    void any_other_number_is_a_limit() {
        assertThat(KernelText.limitOf("0\n")).hasValue(0);
        assertThat(KernelText.limitOf("67108864\n")).hasValue(67_108_864);
        assertThat(KernelText.limitOf("50000 100000\n")).hasValue(50_000);
    }

    @Test
    void a_missing_file_has_no_limit() {
        assertThat(KernelText.limitOf("")).isEmpty();
    }
}
