package shibafu.tui.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClipTest {
    @Test
    void what_would_be_keys_where_it_is_pasted_is_left_out() {
        assertThat(Clip.of("a\u001b[31mb\u0007\tc\r\nd\u009be\u007f").text()).isEqualTo("a[31mb\tc\nde");
    }

    @Test
    void says_in_few_words_what_it_is() {
        assertThat(Clip.of(" one line ").words()).isEqualTo("copied \"one line\"");
        assertThat(Clip.of("two\nlines").words()).isEqualTo("copied 2 lines");
    }

    @Test
    void nothing_and_too_much_are_problems() {
        assertThat(Clip.of("\u001b").problem()).isEqualTo("copy: there is no text");
        assertThat(Clip.of("é".repeat(33 << 10)).problem()).contains("66 KiB are more than the 64 KiB");
    }
}
