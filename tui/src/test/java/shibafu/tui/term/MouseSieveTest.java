package shibafu.tui.term;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.pty.vt.MouseEvent;
import shibafu.pty.vt.MouseEvent.Action;
import shibafu.pty.vt.MouseEvent.Button;

final class MouseSieveTest {
    private final MouseSieve sieve = new MouseSieve();
    private final StringBuilder typed = new StringBuilder();
    private final List<MouseEvent> events = new ArrayList<>();

    @Test
    void takes_reports_out_of_what_is_typed() {
        feed("ab\033[<0;5;7Mc\033[<0;5;7m\033[A");
        assertThat(typed.toString()).isEqualTo("abc\033[A");
        assertThat(events)
                .containsExactly(
                        MouseEvent.of(Action.PRESSED, Button.LEFT, 6, 4),
                        MouseEvent.of(Action.RELEASED, Button.LEFT, 6, 4));
    }

    @Test
    void a_report_may_come_in_pieces() {
        feed("x\033[<6");
        feed("5;100;");
        feed("3My");
        assertThat(typed.toString()).isEqualTo("xy");
        assertThat(events).containsExactly(MouseEvent.of(Action.PRESSED, Button.WHEEL_DOWN, 2, 99));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\033", "\033[", "\033[1;5C", "\033[<x", "\033[<0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;", "é☃"})
    void all_else_is_the_shells(String other) {
        feed(other);
        assertThat(typed.toString()).isEqualTo(new String(other.getBytes(UTF_8), ISO_8859_1));
        assertThat(events).isEmpty();
    }

    private void feed(String text) {
        typed.append(new String(sieve.feed(text.getBytes(UTF_8), events::add), ISO_8859_1));
    }
}
