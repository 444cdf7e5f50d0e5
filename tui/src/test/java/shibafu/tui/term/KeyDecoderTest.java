package shibafu.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.pty.vt.MouseEvent;
import shibafu.tui.keys.Key;

/// Bytes as terminals send them. `^` stands for ESC in the tables.
final class KeyDecoderTest {
    private final KeyDecoder decoder = new KeyDecoder();

    @ParameterizedTest
    @CsvSource({
        "j, j",
        "G, G",
        "é, é",
        "柴, 柴",
        "🐕, 🐕",
        "^[A, up",
        "^[B, down",
        "^[C, right",
        "^[D, left",
        "^OA, up",
        "^OD, left",
        "^[H, home",
        "^[F, end",
        "^OH, home",
        "^[1~, home",
        "^[4~, end",
        "^[7~, home",
        "^[8~, end",
        "^[2~, ins",
        "^[3~, del",
        "^[5~, pgup",
        "^[6~, pgdn",
        "^OP, f1",
        "^OS, f4",
        "^[11~, f1",
        "^[15~, f5",
        "^[17~, f6",
        "^[24~, f12",
        "^[[A, f1",
        "^[[E, f5",
        "^[1;5A, ctrl-up",
        "^[1;2B, shift-down",
        "^[1;3C, alt-right",
        "^[1;8D, ctrl-alt-shift-left",
        "^[3;5~, ctrl-del",
        "^[1;2P, shift-f1",
        "^[Z, shift-tab",
        "^x, alt-x",
        "^X, alt-X",
        "^é, alt-é",
        "^OM, enter",
    })
    void sequences(String sent, String name) {
        assertThat(names(sent.replace('^', '\u001b'))).containsExactly(name);
        assertThat(decoder.isPending()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, ctrl-space",
        "1, ctrl-a",
        "3, ctrl-c",
        "8, backspace",
        "9, tab",
        "10, enter",
        "13, enter",
        "26, ctrl-z",
        "28, ctrl-\\",
        "29, ctrl-]",
        "31, ctrl-_",
        "127, backspace",
        "32, space"
    })
    void control_characters(int sent, String name) {
        assertThat(names(Character.toString(sent))).containsExactly(name);
    }

    @Test
    void text_types_and_named_keys_do_not() {
        assertThat(events("é")).containsExactly(pressed(new Key("é", 'é')));
        assertThat(events(" ")).containsExactly(pressed(new Key("space", ' ')));
        assertThat(events("\u001bx")).containsExactly(pressed(new Key("alt-x", -1)));
    }

    @Test
    void escape_is_a_key_once_nothing_follows() {
        assertThat(names("\u001b")).isEmpty();
        assertThat(decoder.isPending()).isTrue();
        assertThat(names(decoder.timeout())).containsExactly("esc");
        assertThat(decoder.isPending()).isFalse();
    }

    @Test
    void escape_twice_is_twice_escape() {
        assertThat(names("\u001b\u001b")).containsExactly("esc");
        assertThat(names(decoder.timeout())).containsExactly("esc");
    }

    @Test
    void a_bracket_after_escape_is_alt_bracket_once_nothing_follows() {
        assertThat(names("\u001b[")).isEmpty();
        assertThat(names(decoder.timeout())).containsExactly("alt-[");
        assertThat(names("\u001bO")).isEmpty();
        assertThat(names(decoder.timeout())).containsExactly("alt-O");
    }

    @Test
    void pieces_make_one_key() {
        List<String> names = new ArrayList<>();
        for (byte b : "\u001b[1;5A柴\u001bOB🐕".getBytes(StandardCharsets.UTF_8)) {
            names.addAll(names(decoder.feed(new byte[] {b}, 1)));
        }
        assertThat(names).containsExactly("ctrl-up", "柴", "down", "🐕");
    }

    @Test
    void pasted_text_is_one_event_however_it_comes() {
        String sent = "a\u001b[200~rm -rf /\r\nq\u001b[A é\u001b[201~b";
        List<KeyDecoder.Event> events = new ArrayList<>();
        for (byte b : sent.getBytes(StandardCharsets.UTF_8)) {
            events.addAll(decoder.feed(new byte[] {b}, 1));
        }
        assertThat(events)
                .containsExactly(
                        pressed(Key.typed('a')),
                        new KeyDecoder.Event.Pasted("rm -rf /\nq\u001b[A é"),
                        pressed(Key.typed('b')));
    }

    @Test
    void the_mouse_is_told_by_cells() {
        assertThat(names("\u001b[<0;12;7M\u001b[<0;12;7m")).containsExactly("PRESSED LEFT 11,6", "RELEASED LEFT 11,6");
        assertThat(names("\u001b[<64;1;1M\u001b[<34;5;6Mj"))
                .containsExactly("PRESSED WHEEL_UP 0,0", "MOVED RIGHT 4,5", "j");
        assertThat(decoder.feed("\u001b[<28;300;200M".getBytes(StandardCharsets.UTF_8), 14))
                .containsExactly(new KeyDecoder.Event.Moused(
                        new MouseEvent(MouseEvent.Action.PRESSED, MouseEvent.Button.LEFT, 199, 299, true, true, true)));
        assertThat(names("\u001b[<7000;1;1M\u001b[<0;0;1M\u001b[<0;1M\u001b[<131;1;1M"))
                .isEmpty();
    }

    @Test
    void focus_reports_old_mouse_reports_and_answers_are_no_keys() {
        assertThat(names("\u001b[M !!j")).containsExactly("j");
        assertThat(names("\u001b[I\u001b[O")).isEmpty();
        assertThat(names("\u001b[?62;22c\u001b[24;80R")).isEmpty();
        assertThat(decoder.isPending()).isFalse();
    }

    @Test
    void broken_utf8_is_left_out_and_what_follows_is_not() {
        assertThat(names(decoder.feed(new byte[] {(byte) 0xc3, 'j', (byte) 0xff, 'k', (byte) 0x80, 'l'}, 6)))
                .containsExactly("j", "k", "l");
    }

    @Test
    void a_sequence_without_end_is_given_up() {
        assertThat(names("\u001b[" + "1;".repeat(200) + "j")).contains("j");
    }

    @Test
    void random_bytes_never_harm() {
        Random random = new Random(7);
        byte[] bytes = new byte[100_000];
        random.nextBytes(bytes);
        decoder.feed(bytes, bytes.length);
        decoder.feed("\u001b[201~".getBytes(StandardCharsets.UTF_8), 6);
        decoder.timeout();
        assertThat(names("j")).containsExactly("j");
    }

    private List<String> names(String sent) {
        return names(events(sent));
    }

    @Test
    void answers_of_the_terminal_are_no_keys() {
        assertThat(names(events("\u001b[?2026;2$yq"))).containsExactly("answer ?2026;2$y", "q");
        assertThat(names(events("\u001b]11;rgb:ffff/ffff/dddd\u001b\\q")))
                .containsExactly("answer ]11;rgb:ffff/ffff/dddd", "q");
        assertThat(names(events("\u001b]11;rgb:00/00/00\u0007q"))).containsExactly("answer ]11;rgb:00/00/00", "q");
        assertThat(names(events("\u001b]q"))).containsExactly("alt-]", "q");
    }

    private List<KeyDecoder.Event> events(String sent) {
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        return decoder.feed(bytes, bytes.length);
    }

    private static KeyDecoder.Event pressed(Key key) {
        return new KeyDecoder.Event.Pressed(key);
    }

    private static List<String> names(List<KeyDecoder.Event> events) {
        return events.stream()
                .map(event -> switch (event) {
                    case KeyDecoder.Event.Pressed pressed -> pressed.key().name();
                    case KeyDecoder.Event.Pasted pasted -> "paste";
                    case KeyDecoder.Event.Answered answered -> "answer " + answered.text();
                    case KeyDecoder.Event.Moused moused -> {
                        MouseEvent did = moused.event();
                        yield did.action() + " " + did.button() + " " + did.column() + "," + did.row();
                    }
                })
                .toList();
    }
}
