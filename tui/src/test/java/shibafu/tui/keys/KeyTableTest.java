package shibafu.tui.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyTableTest {
    @Test
    void a_key_finds_its_action() {
        KeyTable<String> table = new KeyTable<>(
                "x",
                List.of(Binding.shown("j down", "j ↓", "down", "one down", "DOWN"), Binding.quiet("q", "q", "", "Q")));
        assertThat(table.action(Key.named("down"))).contains("DOWN");
        assertThat(table.action(Key.typed('q'))).contains("Q");
        assertThat(table.action(Key.typed('x'))).isEmpty();
    }

    @Test
    void a_key_bound_twice_is_refused() {
        assertThatThrownBy(() -> new KeyTable<>(
                        "list", List.of(Binding.quiet("a b", "a", "one", 1), Binding.quiet("b", "b", "two", 2))))
                .hasMessage("list: key b is bound to both \"one\" and \"two\"");
    }

    @Test
    void a_blank_types_and_is_called_space() {
        assertThat(Key.typed(' ')).isEqualTo(new Key("space", ' '));
        assertThat(Key.typed('x').types()).isTrue();
        assertThat(Key.named("up").types()).isFalse();
    }
}
