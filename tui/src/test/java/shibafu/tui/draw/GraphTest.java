package shibafu.tui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import shibafu.tui.theme.Role;

final class GraphTest {
    private static final double NONE = Double.NaN;

    @Test
    void braille_holds_two_values_and_four_steps_a_cell() {
        assertThat(draw(Symbols.UNICODE, 4, 2, 8, NONE, 1, 2, 3, 4, 5, 6, 7, 8)).containsExactly("  ⣠⣾", "⣠⣾⣿⣿");
    }

    @Test
    void the_newest_value_is_at_the_right_edge() {
        assertThat(draw(Symbols.UNICODE, 4, 1, 4, NONE, 4)).containsExactly("   ⢸");
        assertThat(draw(Symbols.UNICODE, 2, 1, 4, NONE, 4, 4, 4, 4, 0, 0)).containsExactly("⣿ ");
    }

    @Test
    void whatever_is_more_than_nothing_shows() {
        assertThat(draw(Symbols.UNICODE, 1, 1, 1000, NONE, 0, 1)).containsExactly("⢀");
        assertThat(draw(Symbols.UNICODE, 1, 1, 1000, NONE, 0, 0)).containsExactly(" ");
    }

    @Test
    void an_unknown_value_leaves_a_gap() {
        assertThat(draw(Symbols.UNICODE, 2, 1, 4, NONE, 4, NONE, NONE, 4)).containsExactly("⡇⢸");
    }

    @Test
    void what_is_too_high_is_cut_off() {
        assertThat(draw(Symbols.UNICODE, 1, 2, 8, NONE, 99, 99)).containsExactly("⣿", "⣿");
    }

    @Test
    void blocks_hold_one_value_and_two_steps_a_cell() {
        assertThat(draw(Symbols.CONSOLE, 4, 2, 4, NONE, 1, 2, 3, 4)).containsExactly("  ▄█", "▄███");
    }

    @Test
    void ascii_has_seven_steps() {
        assertThat(draw(Symbols.ASCII, 8, 1, 7, NONE, 0, 1, 2, 3, 4, 5, 6, 7)).containsExactly(" .:-=+*#");
    }

    @Test
    void the_limit_is_a_line_where_no_data_is_and_colours_data_where_it_is() {
        Canvas canvas = canvas(Symbols.UNICODE, 4, 4, 8, 4, 0, 0, 0, 0, 7, 7, 7, 7);
        assertThat(lines(canvas)).containsExactly("  ⣤⣤", "┄┄⣿⣿", "  ⣿⣿", "  ⣿⣿");
        assertThat(canvas.ink(0, 1).role()).isEqualTo(Role.LIMIT_MAX);
        assertThat(canvas.ink(3, 1).role()).isEqualTo(Role.LIMIT_MAX);
        assertThat(canvas.ink(3, 0).role()).isEqualTo(Role.GRAPH_CPU);
    }

    @Test
    void a_changed_limit_shows_as_a_step() {
        Canvas canvas = new Canvas(new Size(4, 4), Symbols.UNICODE);
        graph(4, Curve.of(8, i -> 0), limit(Curve.of(8, i -> i < 4 ? 1 : 3))).draw(canvas);
        assertThat(lines(canvas)).containsExactly("  ┄┄", "", "┄┄", "");
    }

    @Test
    void a_staged_limit_is_a_line_of_its_own_over_the_whole_width() {
        Canvas canvas = new Canvas(new Size(3, 4), Symbols.UNICODE);
        graph(4, Curve.of(1), limit(Curve.of(3)), new Graph.Line(Graph.Kind.STAGED, Curve.of(2)))
                .draw(canvas);
        assertThat(lines(canvas)).containsExactly("  ┄", "╌╌╌", "", "  ⢸");
    }

    @Test
    void an_alarm_is_a_line_from_top_to_bottom() {
        Canvas canvas = new Canvas(new Size(2, 3), Symbols.UNICODE);
        List<Graph.Column> columns = List.of(Graph.Column.NONE, Graph.Column.MARK_A, Graph.Column.ALARM);
        new Graph(
                        List.of(new Graph.Part(Role.GRAPH_MEM, Curve.of(1, 1, 1))),
                        List.of(),
                        columns,
                        3,
                        OptionalInt.empty())
                .draw(canvas);
        assertThat(canvas.ink(1, 0).role()).isEqualTo(Role.OOM);
        assertThat(lines(canvas)).containsExactly(" │", " │", "⢸⣿");
    }

    @Test
    void a_gradient_tells_how_near_the_limit_is() {
        Canvas limited = canvas(Symbols.UNICODE, 1, 4, 8, 8, 8, 8);
        assertThat(limited.ink(0, 1).height()).isEqualTo(75);
        Canvas free = canvas(Symbols.UNICODE, 1, 4, 8, NONE, 8, 8);
        assertThat(free.ink(0, 0).height()).isZero();
    }

    @Test
    void parts_are_stacked_and_a_cell_has_the_colour_of_the_part_with_the_most_dots() {
        Canvas canvas = stacked(Symbols.UNICODE);
        assertThat(lines(canvas)).containsExactly(" ⣀", "⣀⣿", "⣿⣿");
        assertThat(canvas.ink(1, 2).role()).isEqualTo(Role.GRAPH_MEM_ANON);
        assertThat(canvas.ink(1, 1).role()).as("half of each: the upper one").isEqualTo(Role.GRAPH_MEM_FILE);
        assertThat(canvas.ink(1, 0).role()).isEqualTo(Role.GRAPH_MEM_FILE);
        assertThat(canvas.ink(0, 1).role()).isEqualTo(Role.GRAPH_MEM_ANON);
    }

    @Test
    void without_colour_parts_differ_by_their_texture() {
        assertThat(lines(stacked(Symbols.UNICODE.withTexture()))).containsExactly(" ⣀", "⣀⣵", "⣿⣿");
        assertThat(lines(stacked(Symbols.ASCII))).containsExactly("  .", "::o", "###");
        assertThat(Graph.swatch(Symbols.UNICODE, 1)).isEqualTo('⣿');
        assertThat(Graph.swatch(Symbols.UNICODE.withTexture(), 1)).isEqualTo('⢕');
        assertThat(Graph.swatch(Symbols.CONSOLE.withTexture(), 1)).isEqualTo('▓');
    }

    @Test
    void the_line_of_another_container_lies_over_everything() {
        Canvas canvas = new Canvas(new Size(2, 2), Symbols.UNICODE);
        graph(2, Curve.of(2, 2, 2, 2), new Graph.Line(Graph.Kind.BESIDE, Curve.of(0.5, 0.5, 1.5, 1.5)))
                .draw(canvas);
        assertThat(lines(canvas)).containsExactly("⣿•", "•⣿");
        assertThat(canvas.ink(1, 0).role()).isEqualTo(Role.GRAPH_WITH);
    }

    @Test
    void a_cursor_is_a_column_of_its_own_colour() {
        Canvas canvas = new Canvas(new Size(2, 2), Symbols.UNICODE);
        new Graph(
                        List.of(new Graph.Part(Role.GRAPH_CPU, Curve.of(1, 1, 1, 1))),
                        List.of(),
                        List.of(),
                        2,
                        OptionalInt.of(0))
                .draw(canvas);
        assertThat(lines(canvas)).containsExactly("│", "⣿⣿");
        assertThat(canvas.ink(0, 1).role()).isEqualTo(Role.KEY);
        assertThat(canvas.ink(1, 1).role()).isEqualTo(Role.GRAPH_CPU);
    }

    @Test
    void lane_shows_the_gravest_of_what_happened_in_a_column() {
        Lane.Mark oom = new Lane.Mark(0, Lane.Sign.OOM);
        Lane.Mark change = new Lane.Mark(0.5, Lane.Sign.LIMIT_CHANGED);
        Lane.Mark refused = new Lane.Mark(0, Lane.Sign.REFUSED);
        Canvas canvas = new Canvas(new Size(9, 1), Symbols.UNICODE);
        new Lane(List.of(
                        throttled(0.01),
                        throttled(0),
                        throttled(0.3),
                        throttled(0.2),
                        throttled(0.6),
                        throttled(0.6),
                        throttled(1),
                        throttled(0.9),
                        change,
                        throttled(1),
                        refused,
                        change,
                        oom,
                        refused,
                        Lane.Mark.NOTHING,
                        Lane.Mark.NOTHING))
                .draw(canvas);
        assertThat(lines(canvas)).containsExactly(" ░▒▓█LF✖·");
        Canvas ascii = new Canvas(new Size(7, 1), Symbols.ASCII);
        new Lane(List.of(throttled(0.1), throttled(0.3), throttled(0.6), throttled(1), change, refused, oom))
                .draw(ascii);
        assertThat(lines(ascii)).containsExactly(".:+#LFX");
    }

    private static Lane.Mark throttled(double share) {
        return new Lane.Mark(share, Lane.Sign.NONE);
    }

    /// Three columns of 6 dots and 3 on them in ASCII, two and a half cells; the first has no second part.
    private static Canvas stacked(Symbols symbols) {
        boolean braille = symbols.kind() == Symbols.Kind.BRAILLE;
        Canvas canvas = new Canvas(new Size(braille ? 2 : 3, 3), symbols);
        new Graph(
                        List.of(
                                new Graph.Part(
                                        Role.GRAPH_MEM_ANON, braille ? Curve.of(5, 5, 6, 6) : Curve.of(5, 5, 4.5)),
                                new Graph.Part(
                                        Role.GRAPH_MEM_FILE, braille ? Curve.of(0, 0, 3, 3) : Curve.of(0, 0, 4))),
                        List.of(),
                        List.of(),
                        12,
                        OptionalInt.empty())
                .draw(canvas);
        return canvas;
    }

    private static List<String> draw(
            Symbols symbols, int width, int height, double top, double limit, double... values) {
        return lines(canvas(symbols, width, height, top, limit, values)).stream()
                .map(line -> Cells.padRight(line, width))
                .toList();
    }

    private static Canvas canvas(Symbols symbols, int width, int height, double top, double limit, double... values) {
        Canvas canvas = new Canvas(new Size(width, height), symbols);
        graph(top, Curve.of(values), limit(Curve.of(values.length, i -> limit))).draw(canvas);
        return canvas;
    }

    private static Graph graph(double top, Curve values, Graph.Line... lines) {
        return new Graph(
                List.of(new Graph.Part(Role.GRAPH_CPU, values)), List.of(lines), List.of(), top, OptionalInt.empty());
    }

    private static Graph.Line limit(Curve values) {
        return new Graph.Line(Graph.Kind.LIMIT, values);
    }

    static List<String> lines(Canvas canvas) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < canvas.height(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < canvas.width(); x++) {
                if (canvas.character(x, y) != Canvas.COVERED) {
                    line.appendCodePoint(canvas.character(x, y));
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
