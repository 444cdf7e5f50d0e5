package shibafu.tui.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyTableTest {
    private enum Action {
        GO_DOWN,
        QUIT
    }

    @Test
    void a_key_finds_its_action() {
        KeyTable<Action> table = new KeyTable<>(
                "x",
                "x",
                List.of(
                        Binding.shown("j down", "j ↓", "down", "one down", Action.GO_DOWN),
                        Binding.quiet("q", "q", "", Action.QUIT)));
        assertThat(table.action(Key.named("down"))).contains(Action.GO_DOWN);
        assertThat(table.action(Key.typed('q'))).contains(Action.QUIT);
        assertThat(table.action(Key.typed('x'))).isEmpty();
        assertThat(table.key(Action.GO_DOWN)).isEqualTo("j");
        assertThat(table.bindings().getFirst().name()).isEqualTo("go-down");
    }

    @Test
    void a_key_bound_twice_is_refused() {
        assertThatThrownBy(() -> new KeyTable<>(
                        "list",
                        "the list",
                        List.of(
                                Binding.quiet("a b", "a", "one", Action.GO_DOWN),
                                Binding.quiet("b", "b", "two", Action.QUIT))))
                .hasMessage("list: key b is bound to both \"one\" and \"two\"");
    }

    @Test
    void an_action_in_two_lines_is_refused() {
        assertThatThrownBy(() -> new KeyTable<>(
                        "list",
                        "the list",
                        List.of(
                                Binding.quiet("a", "a", "one", Action.GO_DOWN),
                                Binding.quiet("b", "b", "two", Action.GO_DOWN))))
                .hasMessage("list: go-down stands in two lines");
    }

    @Test
    void a_blank_types_and_is_called_space() {
        assertThat(Key.typed(' ')).isEqualTo(new Key("space", ' '));
        assertThat(Key.typed('x').types()).isTrue();
        assertThat(Key.named("up").types()).isFalse();
    }
}
