package shibafu.engine.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {
    private static final List<Option> OPTIONS = List.of(
            Option.value("bundle", "DIR", "").or("b"),
            Option.value("env", "NAME=VALUE", "").or("e"),
            Option.value("pid-file", "FILE", ""),
            Option.value("preserve-fds", "N", ""),
            Option.flag("detach", "").or("d"),
            Option.flag("force", "").or("f"));

    @Test
    void takes_flags_in_any_order_and_in_every_form() {
        Arguments arguments = parse("--pid-file", "/p", "c1", "-b", "/b", "-detach", "--force=true");
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
        Arguments arguments = Arguments.parse(List.of("-d", "c1", "sh", "-c", "--force"), OPTIONS, true);
        assertThat(arguments.words()).containsExactly("c1", "sh", "-c", "--force");
        assertThat(arguments.has("detach")).isTrue();
    }

    @Test
    void takes_all_after_two_dashes_as_words() {
        assertThat(parse("--", "--force").words()).containsExactly("--force");
    }

    @Test
    void says_what_is_wrong_in_the_words_that_callers_look_for() {
        assertThatThrownBy(() -> parse("c1", "--bundle")).hasMessage("flag needs an argument: -bundle");
        assertThatThrownBy(() -> parse("--nonsense")).hasMessage("flag provided but not defined: -nonsense");
        assertThatThrownBy(() -> parse("--force=maybe"))
                .hasMessage("invalid boolean value \"maybe\" for -force: parse error");
        assertThatThrownBy(() -> parse("--preserve-fds", "x").number("preserve-fds"))
                .hasMessage("invalid value \"x\" for flag -preserve-fds: parse error");
        assertThatThrownBy(() -> parse("--preserve-fds", "-1").number("preserve-fds"))
                .hasMessage("invalid value \"-1\" for flag -preserve-fds: parse error");
    }

    @Test
    void a_number_that_is_not_given_is_zero() {
        assertThat(parse("c1").number("preserve-fds")).isZero();
    }

    private static Arguments parse(String... arguments) {
        return Arguments.parse(List.of(arguments), OPTIONS, false);
    }
}
