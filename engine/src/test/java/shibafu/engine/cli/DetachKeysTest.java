package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DetachKeysTest {
    @Test
    void are_written_as_docker_writes_them() {
        assertThat(DetachKeys.parse("ctrl-p,ctrl-q").typed()).isEqualTo("\u0010\u0011");
        assertThat(DetachKeys.parse("ctrl-a,d").typed()).isEqualTo("\u0001d");
        assertThat(DetachKeys.parse("ctrl-]").typed()).isEqualTo("\u001d");
        assertThat(DetachKeys.parse("ctrl-A").typed()).isEqualTo("\u0001");
        assertThat(DetachKeys.parse("ctrl-@").typed()).isEqualTo("\u0000");
    }

    @Test
    void may_be_none() {
        assertThat(DetachKeys.parse("").typed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctrl-", "ctrl-1", "ctrl-ä", "a,,b", "ab", "é", " ", "shift-a"})
    void a_key_that_is_none_is_named(String text) {
        assertThatThrownBy(() -> DetachKeys.parse(text))
                .hasMessageContaining("is no key")
                .hasMessageContaining(text);
    }

    @Test
    void are_not_many() {
        assertThatThrownBy(() -> DetachKeys.parse("a,".repeat(16) + "a")).hasMessageContaining("more than 16");
    }
}
