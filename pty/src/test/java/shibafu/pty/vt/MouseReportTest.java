package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.pty.vt.MouseEvent.Action;
import shibafu.pty.vt.MouseEvent.Button;

final class MouseReportTest {
    private final VtTerminal terminal = new VtTerminal(300, 50, answer -> {});

    private void set(String modes) {
        for (String mode : modes.split(" ", -1)) {
            byte[] words = ("\033[?" + mode).getBytes(StandardCharsets.UTF_8);
            terminal.feed(words, 0, words.length);
        }
    }

    private String sent(MouseEvent event) {
        return readable(MouseReport.of(event, terminal.keyModes()));
    }

    private static String readable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\033", "ESC ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // nobody asked
                "25h               | PRESSED  | LEFT       | 0 | 0  | \"\"",
                // presses alone
                "9h                | PRESSED  | LEFT       | 0 | 0  | ESC [M !!",
                "9h                | RELEASED | LEFT       | 0 | 0  | \"\"",
                "9h                | PRESSED  | WHEEL_UP   | 0 | 0  | \"\"",
                // releases, and the wheel, which has none
                "1000h             | PRESSED  | MIDDLE     | 2 | 3  | ESC [M!$#",
                "1000h             | RELEASED | RIGHT      | 2 | 2  | ESC [M###",
                "1000h             | PRESSED  | WHEEL_DOWN | 2 | 2  | ESC [Ma##",
                "1000h             | RELEASED | WHEEL_DOWN | 2 | 2  | \"\"",
                "1000h             | MOVED    | LEFT       | 2 | 2  | \"\"",
                "1000h             | MOVED    | NONE       | 2 | 2  | \"\"",
                // drags
                "1002h             | MOVED    | LEFT       | 2 | 2  | ESC [M@##",
                "1002h             | MOVED    | NONE       | 2 | 2  | \"\"",
                // all moves
                "1003h             | MOVED    | NONE       | 2 | 2  | ESC [MC##",
                // forms
                "1002h 1006h       | PRESSED  | LEFT       | 9 | 19 | ESC [<0;20;10M",
                "1002h 1006h       | RELEASED | RIGHT      | 9 | 19 | ESC [<2;20;10m",
                "1002h 1006h       | MOVED    | MIDDLE     | 9 | 19 | ESC [<33;20;10M",
                "1002h 1006h       | PRESSED  | BACK       | 9 | 19 | ESC [<128;20;10M",
                "1000h 1006h       | PRESSED  | WHEEL_LEFT | 9 | 19 | ESC [<66;20;10M",
                "1000h 1015h       | PRESSED  | LEFT       | 9 | 19 | ESC [32;20;10M",
                "1000h 1015h       | RELEASED | LEFT       | 9 | 19 | ESC [35;20;10M",
                // the last one counts, and only what is on can be put off
                "1000h 1006h 1015h 1006l | PRESSED | LEFT  | 9 | 19 | ESC [32;20;10M",
                "1000h 1006h 1006l | PRESSED  | LEFT       | 0 | 0  | ESC [M !!",
                "1000h 1003h 1000l | PRESSED  | LEFT       | 0 | 0  | \"\"",
            })
    void the_mouse_sends_what_the_program_asked_for(
            String modes, Action action, Button button, int row, int column, String expected) {
        set(modes);
        assertThat(sent(MouseEvent.of(action, button, row, column))).isEqualTo(expected);
    }

    @Test
    void modifiers_come_along_but_not_in_the_oldest_mode() {
        MouseEvent event = new MouseEvent(Action.PRESSED, Button.LEFT, 0, 0, true, true, true);
        set("1000h 1006h");
        assertThat(sent(event)).isEqualTo("ESC [<28;1;1M");
        set("9h");
        assertThat(sent(event)).isEqualTo("ESC [<0;1;1M");
    }

    @Test
    void what_a_form_cannot_tell_is_told_as_nul() {
        set("1000h");
        assertThat(sent(MouseEvent.of(Action.PRESSED, Button.LEFT, 0, 222))).isEqualTo("ESC [M \u00ff!");
        assertThat(sent(MouseEvent.of(Action.PRESSED, Button.LEFT, 0, 223))).isEqualTo("ESC [M \0!");
        set("1005h");
        byte[] report = MouseReport.of(MouseEvent.of(Action.PRESSED, Button.LEFT, 0, 223), terminal.keyModes());
        assertThat(new String(report, StandardCharsets.UTF_8)).isEqualTo("\033[M \u0100!");
    }

    @Test
    void the_wheel_is_cursor_keys_where_a_program_has_the_screen_and_no_mouse() {
        MouseEvent wheel = MouseEvent.of(Action.PRESSED, Button.WHEEL_UP, 0, 0);
        assertThat(sent(wheel)).isEmpty();
        set("1049h");
        assertThat(terminal.snapshot(0).facts().mouse().wheelIsArrows()).isTrue();
        assertThat(sent(wheel)).isEqualTo("ESC [AESC [AESC [A");
        assertThat(sent(MouseEvent.of(Action.PRESSED, Button.LEFT, 0, 0))).isEmpty();
        set("1h");
        assertThat(sent(wheel)).isEqualTo("ESC OAESC OAESC OA");
        set("1007l");
        assertThat(sent(wheel)).isEmpty();
        set("1007h 1000h 1006h");
        assertThat(sent(wheel)).isEqualTo("ESC [<64;1;1M");
    }

    @Test
    void a_pane_knows_whether_the_mouse_is_the_programs() {
        assertThat(terminal.snapshot(0).facts().mouse().isTracked()).isFalse();
        set("1003h");
        assertThat(terminal.snapshot(0).facts().mouse().isTracked()).isTrue();
    }

    @Test
    void the_focus_is_told_to_those_who_ask() {
        assertThat(MouseReport.ofFocus(true, terminal.keyModes())).isEmpty();
        set("1004h");
        assertThat(readable(MouseReport.ofFocus(true, terminal.keyModes()))).isEqualTo("ESC [I");
        assertThat(readable(MouseReport.ofFocus(false, terminal.keyModes()))).isEqualTo("ESC [O");
    }
}
