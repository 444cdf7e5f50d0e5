package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResizeTest {
    private final VtTerminal terminal = new VtTerminal(20, 5, answer -> {});

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
    }

    private List<String> rows() {
        ScreenSnapshot now = terminal.snapshot(0);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < now.rows(); row++) {
            rows.add(now.row(row));
        }
        return rows;
    }

    private String cursor() {
        ScreenSnapshot.Facts facts = terminal.snapshot(0).facts();
        return facts.cursorRow() + ":" + facts.cursorColumn();
    }

    @Test
    void a_lower_screen_keeps_the_cursor_and_the_rest_is_history() {
        feed("1\r\n2\r\n3\r\n4\r\n5");
        terminal.resize(20, 3);
        assertThat(rows()).containsExactly("3", "4", "5");
        assertThat(cursor()).isEqualTo("2:1");
        terminal.resize(20, 5);
        assertThat(rows()).containsExactly("1", "2", "3", "4", "5");
        assertThat(cursor()).isEqualTo("4:1");
    }

    @Test
    void blank_rows_below_go_before_any_that_are_written() {
        feed("1\r\n2");
        terminal.resize(20, 3);
        assertThat(rows()).containsExactly("1", "2", "");
        terminal.resize(20, 1);
        assertThat(rows()).containsExactly("2");
        assertThat(terminal.snapshot(0).facts().historyLines()).isEqualTo(1);
    }

    @Test
    void a_cleared_screen_does_not_show_its_history_again() {
        feed("1\r\n2\r\n3\r\n4\r\n5\r\n6\033[2J\033[H$ ");
        terminal.resize(18, 9);
        assertThat(rows()).startsWith("$", "").hasSize(9);
        assertThat(terminal.snapshot(0).facts().historyLines()).isEqualTo(1);
    }

    @Test
    void a_long_line_is_wrapped_anew_and_comes_back_whole() {
        feed("abcdefghijklmnopqrstuvwxyz\r\nnext\r\n$ ");
        terminal.resize(8, 5);
        assertThat(rows()).containsExactly("ijklmnop", "qrstuvwx", "yz", "next", "$");
        assertThat(cursor()).isEqualTo("4:2");
        assertThat(terminal.transcript().line(0)).isEqualTo("abcdefgh");
        assertThat(terminal.transcript().isWrapped(2)).isTrue();
        assertThat(terminal.transcript().isWrapped(3)).isFalse();
        terminal.resize(30, 5);
        assertThat(rows()).startsWith("abcdefghijklmnopqrstuvwxyz", "next", "$");
        assertThat(cursor()).isEqualTo("2:2");
    }

    @Test
    void lines_that_the_program_ended_stay_apart() {
        feed("abcdefghijklmnopqrst\r\nuvw");
        terminal.resize(40, 5);
        assertThat(rows()).startsWith("abcdefghijklmnopqrst", "uvw");
    }

    @Test
    void the_history_is_wrapped_too() {
        feed("abcdefghijklmnopqrstuvwxyz\r\n" + "\r\n".repeat(8));
        terminal.resize(13, 5);
        assertThat(terminal.transcript().line(0)).isEqualTo("abcdefghijklm");
        assertThat(terminal.transcript().line(1)).isEqualTo("nopqrstuvwxyz");
        terminal.resize(26, 5);
        assertThat(terminal.transcript().line(0)).isEqualTo("abcdefghijklmnopqrstuvwxyz");
    }

    @Test
    void the_cursor_stays_with_its_character() {
        feed("abcdefghijklmnopqrstuvwxyz\033[2;3H");
        terminal.resize(10, 5);
        assertThat(cursor()).isEqualTo("2:2");
        feed("W");
        terminal.resize(20, 5);
        assertThat(rows()).startsWith("abcdefghijklmnopqrst", "uvWxyz");
    }

    @Test
    void behind_a_full_row_it_goes_on_as_if_nothing_had_been() {
        feed("abcdefghij");
        terminal.resize(10, 5);
        feed("k");
        assertThat(rows()).startsWith("abcdefghij", "k");
        terminal.resize(20, 5);
        assertThat(rows()).startsWith("abcdefghijk", "");
    }

    @Test
    void a_wide_character_is_never_cut_in_two() {
        feed("漢字漢字");
        terminal.resize(5, 5);
        assertThat(rows()).startsWith("漢字", "漢字", "");
        terminal.resize(1, 5);
        terminal.resize(20, 5);
        terminal.resize(3, 5);
        assertThat(rows()).allSatisfy(row -> assertThat(row.length()).isLessThan(2));
    }

    @Test
    void marks_and_colours_go_along() {
        feed("0123456789ab\033[31me\u0301\033[m");
        terminal.resize(10, 5);
        assertThat(terminal.snapshot(0).text(1, 2)).isEqualTo("e\u0301");
        assertThat(Style.foreground(terminal.snapshot(0).style(1, 2))).isEqualTo(Style.indexed(1));
    }

    @Test
    void a_program_that_has_the_screen_gets_it_cut_and_gives_the_other_back_wrapped() {
        feed("abcdefghijklmnopqrstuvwxyz\r\n$ \033[?1049h\033[H01234567890123456789");
        terminal.resize(10, 5);
        assertThat(rows()).startsWith("0123456789", "");
        feed("\033[?1049l");
        assertThat(rows()).startsWith("abcdefghij", "klmnopqrst", "uvwxyz", "$");
        assertThat(cursor()).isEqualTo("3:2");
    }

    @Test
    void nothing_is_lost_however_often_it_changes() {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 200; line++) {
            text.append((line + "漢é" + (char) ('a' + line % 26)).repeat(random.nextInt(12)))
                    .append('.');
            text.append(line < 199 ? "\r\n" : "");
        }
        feed(text.toString());
        String before = all();
        for (int i = 0; i < 100; i++) {
            terminal.resize(2 + random.nextInt(60), 1 + random.nextInt(20));
            assertThat(all()).isEqualTo(before);
        }
        assertThat(before).isEqualTo(text.toString().replace("\r", ""));
    }

    private String all() {
        Transcript all = terminal.transcript();
        return all.text(new Transcript.Span(
                        new Transcript.Position(0, 0), new Transcript.Position(all.lines() - 1, all.columns() - 1)))
                .stripTrailing();
    }
}
