package shibafu.tui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.tui.theme.Role;

final class CanvasTest {
    private final Canvas canvas = new Canvas(new Size(6, 3), Symbols.UNICODE);

    @Test
    void text_is_cut_at_the_edge_and_tells_where_it_ended() {
        assertThat(canvas.text(1, 0, "abc", Ink.PLAIN)).isEqualTo(4);
        canvas.text(3, 1, "abcdef", Ink.PLAIN);
        canvas.text(-1, 2, "xyz", Ink.PLAIN);
        canvas.text(0, 9, "nowhere", Ink.PLAIN);
        assertThat(GraphTest.lines(canvas)).containsExactly(" abc", "   abc", "yz");
    }

    @Test
    void wide_characters_cover_two_cells_and_are_never_halved() {
        canvas.text(0, 0, "日本語文", Ink.PLAIN);
        canvas.text(1, 0, "x", Ink.PLAIN);
        canvas.text(5, 1, "日", Ink.PLAIN);
        assertThat(GraphTest.lines(canvas)).containsExactly(" x本語", "", "");
        canvas.put(2, 0, '日', Ink.PLAIN);
        assertThat(GraphTest.lines(canvas).getFirst()).isEqualTo(" x日語");
        canvas.put(3, 0, '日', Ink.PLAIN);
        assertThat(GraphTest.lines(canvas).getFirst()).isEqualTo(" x 日");
    }

    @Test
    void a_part_has_its_own_origin_and_cannot_be_left() {
        Canvas part = canvas.in(new Rect(2, 1, 3, 5));
        assertThat(part.width()).isEqualTo(3);
        assertThat(part.height()).isEqualTo(2);
        part.text(0, 0, "abcdef", Ink.of(Role.KEY));
        part.in(new Rect(1, 1, 1, 1)).text(0, 0, "xy", Ink.PLAIN);
        assertThat(GraphTest.lines(canvas)).containsExactly("", "  abc", "   x");
        assertThat(canvas.ink(2, 1).role()).isEqualTo(Role.KEY);
        assertThat(canvas.in(new Rect(9, 9, 3, 3)).width()).isZero();
    }

    @Test
    void a_frame_cuts_its_title() {
        canvas.frame(" long title ", Ink.PLAIN, Ink.PLAIN);
        assertThat(GraphTest.lines(canvas)).containsExactly("┌ lo…┐", "│    │", "└────┘");
    }

    @Test
    void a_paragraph_breaks_at_blanks_and_says_when_there_is_more() {
        Canvas wide = new Canvas(new Size(10, 2), Symbols.UNICODE);
        wide.paragraph(wide.bounds(), "one two three four five six", Ink.PLAIN);
        assertThat(GraphTest.lines(wide)).containsExactly("one two", "three …");
    }

    @Test
    void ascii_canvases_hold_nothing_but_ascii() {
        Canvas ascii = new Canvas(new Size(12, 1), Symbols.ASCII);
        ascii.text(0, 0, "←→↑↓ é日x…", Ink.PLAIN);
        assertThat(GraphTest.lines(ascii)).containsExactly("<>^v ??x?");
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "日本, 4",
        "e\u0301, 1",
        "🐕, 2",
        "⣿, 1",
        "✖, 1",
        "✅, 1",
        "'', 0",
        "…, 1",
        "a\u200bb, 2",
        "한글, 4"
    })
    void width_is_in_columns(String text, int columns) {
        assertThat(Cells.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, abcd…", "日本語, 5, 日本…", "日本語, 4, 日…", "abc, 1, …", "abc, 0, ''"})
    void cut_leaves_as_many_columns_as_asked(String text, int columns, String cut) {
        assertThat(Cells.cut(text, columns, Symbols.UNICODE)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({
        "cpu.max = 25000 100000, 20, cpu.max = 25000 …",
        "cpu.max = 25000 100000, 17, cpu.max = 25000 …",
        "a supercalifragilistic word, 20, a supercalifragilis…",
        "no container; images/busybox, 12, no containe…",
    })
    void what_is_cut_is_cut_between_words_if_they_are_short(String text, int columns, String cut) {
        assertThat(Cells.cut(text, columns, Symbols.UNICODE)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({"container-number-38, 12, contai…er-38", "web, 12, web", "日本語日本語日, 8, 日本語…", "abcdef, 4, abc…"})
    void a_name_keeps_its_end(String name, int columns, String cut) {
        assertThat(Cells.cutMiddle(name, columns, Symbols.UNICODE)).isEqualTo(cut);
    }

    @Test
    void wrap_breaks_long_words_too() {
        assertThat(Cells.wrap("a bb ccc", 4)).containsExactly("a bb", "ccc");
        assertThat(Cells.wrap("/sys/fs/cgroup x", 6)).containsExactly("/sys/f", "s/cgro", "up x");
        assertThat(Cells.wrap("", 6)).containsExactly("");
    }

    @Test
    void rectangles_never_get_negative() {
        assertThat(new Rect(0, 0, 1, 1).inner().isEmpty()).isTrue();
        assertThat(new Rect(0, 0, 5, 5).below(9).isEmpty()).isTrue();
        assertThat(new Rect(2, 2, 10, 10).centred(4, 20)).isEqualTo(new Rect(5, 2, 4, 10));
    }
}
