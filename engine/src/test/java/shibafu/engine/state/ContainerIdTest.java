package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "web-1", "A_b+c.d", "...", "-", "0123456789abcdef"})
    void takes_what_the_kernel_can_name(String id) {
        assertThat(new ContainerId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../x", "a b", "é", "a\nb", "a:b", "a,b", "a\u0000"})
    void refuses_what_could_lead_elsewhere(String id) {
        assertThatThrownBy(() -> new ContainerId(id))
                .isInstanceOf(StateException.class)
                .hasMessageStartingWith("invalid container ID format: \"" + id + "\"");
    }

    @Test
    void is_as_long_as_a_file_name_may_be() {
        assertThat(ContainerId.isValid("a".repeat(255))).isTrue();
        assertThat(ContainerId.isValid("a".repeat(256))).isFalse();
    }

    @Test
    void is_generated_as_twelve_hexadecimal_digits() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String id = ContainerId.random().value();
            assertThat(id).matches("[0-9a-f]{12}");
            seen.add(id);
        }
        assertThat(seen).hasSize(1000);
    }
}
