package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.pty.vt.Transcript.Position;
import shibafu.pty.vt.Transcript.Span;

final class TranscriptTest {
    private final VtTerminal terminal = new VtTerminal(10, 3, answer -> {});

    private Transcript after(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
        return terminal.transcript();
    }

    private static Span span(int firstLine, int firstColumn, int lastLine, int lastColumn) {
        return new Span(new Position(firstLine, firstColumn), new Position(lastLine, lastColumn));
    }

    /// Lines 0 to 6; the screen begins at 4.
    private static final String TEXT = "one two  \r\nthe fourth is long\r\n漢字 wide\r\n\r\nlast\r\n$ ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 0 | 2 | one",
                "0 | 4 | 0 | 9 | two",
                "0 | 4 | 1 | 2 | two~the",
                "1 | 4 | 2 | 7 | fourth is long",
                "1 | 4 | 3 | 9 | fourth is long~漢字 wide",
                "3 | 1 | 3 | 1 | 漢",
                "3 | 2 | 3 | 3 | 字",
                "3 | 0 | 6 | 9 | 漢字 wide~~last~$",
                "0 | 0 | 99 | 99 | one two~the fourth is long~漢字 wide~~last~$",
                "2 | 0 | 1 | 0 | ''"
            })
    void a_copy_has_whole_characters_and_no_breaks_that_the_program_did_not_make(
            int firstLine, int firstColumn, int lastLine, int lastColumn, String expected) {
        Transcript transcript = after(TEXT);
        assertThat(transcript.historyLines()).isEqualTo(4);
        assertThat(transcript.text(span(firstLine, firstColumn, lastLine, lastColumn)))
                .isEqualTo(expected.replace('~', '\n'));
    }

    @Test
    void a_column_that_no_wide_character_fitted_into_is_no_blank_in_the_copy() {
        Transcript transcript = after("123456789漢字");
        assertThat(transcript.text(span(0, 0, 1, 9))).isEqualTo("123456789漢字");
        assertThat(transcript.find("9漢")).containsExactly(span(0, 8, 1, 0));
    }

    @Test
    void text_is_found_across_wrapped_lines_the_oldest_first() {
        Transcript transcript = after(TEXT);
        assertThat(transcript.find("th")).containsExactly(span(1, 0, 1, 1), span(1, 8, 1, 9));
        assertThat(transcript.find("is long")).containsExactly(span(2, 1, 2, 7));
        assertThat(transcript.find("fourth is")).containsExactly(span(1, 4, 2, 2));
        assertThat(transcript.find("字 w")).containsExactly(span(3, 2, 3, 5));
        assertThat(transcript.find("nowhere")).isEmpty();
        assertThat(transcript.find("")).isEmpty();
    }

    @Test
    void capitals_are_found_by_small_letters_and_not_the_other_way() {
        Transcript transcript = after("Error\r\nerror\r\n");
        assertThat(transcript.find("error")).hasSize(2);
        assertThat(transcript.find("Error")).containsExactly(span(0, 0, 0, 4));
    }

    @Test
    void it_stays_as_it_was_and_shows_any_place_of_the_history() {
        Transcript transcript = after(TEXT);
        after("\033[2J\033[3Jgone");
        assertThat(transcript.view(0).row(1)).isEqualTo("last");
        ScreenSnapshot back = transcript.view(4);
        assertThat(List.of(back.row(0), back.row(1), back.row(2))).containsExactly("one two", "the fourth", " is long");
        assertThat(back.facts().scrolled()).isEqualTo(4);
        assertThat(back.facts().cursorRow()).isEqualTo(-1);
        assertThat(transcript.view(99).facts().scrolled()).isEqualTo(4);
        assertThat(transcript.view(0).facts().cursorRow()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 2 | /etc/passwd",
                "1 | 0 | /etc/passwd",
                "0 | 0 | (",
                "1 | 2 | )",
                "1 | 7 | 漢字",
                "1 | 6 | 漢字",
                "1 | 3 | ''"
            })
    void a_word_is_what_one_would_click_on(int line, int column, String expected) {
        Transcript transcript = after("(/etc/passwd) 漢字");
        Position at = new Position(line, column);
        assertThat(transcript.text(transcript.word(at))).isEqualTo(expected);
        assertThat(transcript.word(at).contains(at)).isTrue();
    }

    @Test
    void a_whole_line_is_all_that_it_goes_on_in() {
        Transcript transcript = after(TEXT);
        assertThat(transcript.text(transcript.wholeLine(2))).isEqualTo("the fourth is long");
        assertThat(transcript.wholeLine(0)).isEqualTo(span(0, 0, 0, 9));
    }
}
