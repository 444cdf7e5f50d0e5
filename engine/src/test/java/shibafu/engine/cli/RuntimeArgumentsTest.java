package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuntimeArgumentsTest {
    private static final Set<String> TAKING = Set.of("bundle", "env", "pid-file");
    private static final Set<String> BARE = Set.of("detach", "force");

    @Test
    void takes_flags_in_any_order_and_in_every_form() {
        RuntimeArguments arguments = parse("--pid-file", "/p", "c1", "-b", "/b", "-detach", "--force=true");
        assertThat(arguments.value("pid-file")).contains("/p");
        assertThat(arguments.value("bundle")).contains("/b");
        assertThat(arguments.switches()).containsExactlyInAnyOrder("detach", "force");
        assertThat(arguments.id()).isEqualTo("c1");
    }

    @Test
    void keeps_every_value_of_an_option_given_twice() {
        assertThat(parse("--env=A=1", "-e", "B=2", "c").all("env")).containsExactly("A=1", "B=2");
    }

    @Test
    void a_switch_can_be_set_to_false() {
        assertThat(parse("--detach=false", "c").has("detach")).isFalse();
    }

    @Test
    void stops_at_the_first_word_where_a_command_follows() {
        RuntimeArguments arguments =
                RuntimeArguments.parse(List.of("-d", "c1", "sh", "-c", "--force"), TAKING, BARE, true);
        assertThat(arguments.words()).containsExactly("c1", "sh", "-c", "--force");
        assertThat(arguments.has("detach")).isTrue();
    }

    @Test
    void takes_all_after_two_dashes_as_words() {
        assertThat(parse("--", "--force").words()).containsExactly("--force");
    }

    @Test
    void says_what_is_missing_in_the_words_that_callers_look_for() {
        assertThatThrownBy(() -> parse("c1", "--bundle")).hasMessageContaining("flag needs an argument: --bundle");
        assertThatThrownBy(() -> parse("--nonsense")).hasMessageContaining("flag provided but not defined: --nonsense");
        assertThatThrownBy(() -> parse("--force").id()).hasMessageContaining("container id cannot be empty");
    }

    private static RuntimeArguments parse(String... arguments) {
        return RuntimeArguments.parse(List.of(arguments), TAKING, BARE, false);
    }
}
