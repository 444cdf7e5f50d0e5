package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VtTerminalTest {
    private static final String ESC = "\033";

    private final List<String> answers = new ArrayList<>();
    private VtTerminal terminal = sized(20, 5);

    private VtTerminal sized(int columns, int rows) {
        return new VtTerminal(columns, rows, bytes -> answers.add(new String(bytes, StandardCharsets.UTF_8)));
    }

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

    @Nested
    class Writing {
        @Test
        void a_line_that_is_full_goes_on_in_the_next() {
            feed("abcdefghijklmnopqrstuvwxyz");
            assertThat(rows()).startsWith("abcdefghijklmnopqrst", "uvwxyz");
            assertThat(terminal.snapshot(0).isWrapped(0)).isTrue();
            assertThat(terminal.snapshot(0).isWrapped(1)).isFalse();
        }

        @Test
        void the_last_column_does_not_wrap_before_it_must() {
            feed("abcdefghijklmnopqrst\r\nx");
            assertThat(rows()).startsWith("abcdefghijklmnopqrst", "x", "");
        }

        @Test
        void a_wide_character_takes_two_columns_and_never_the_half_of_one() {
            feed("漢字" + ESC + "[1;2Hx");
            assertThat(rows().getFirst()).isEqualTo(" x字");
            feed(ESC + "[2;20H漢");
            assertThat(rows()).element(2).isEqualTo("漢");
        }

        @Test
        void marks_go_on_the_character_before_them_and_not_without_end() {
            feed("e\u0301" + "\u0302".repeat(1000) + "x");
            assertThat(terminal.snapshot(0).text(0, 0))
                    .startsWith("e\u0301\u0302")
                    .hasSizeLessThan(30);
            assertThat(terminal.snapshot(0).text(0, 1)).isEqualTo("x");
        }

        @Test
        void what_is_no_utf8_is_shown_as_such_and_loses_nothing_else() {
            byte[] bytes = {'a', (byte) 0xe6, (byte) 0xbc, 'b', (byte) 0xff, 'c', (byte) 0xed, (byte) 0xa0, (byte) 0x80
            };
            terminal.feed(bytes, 0, bytes.length);
            assertThat(rows().getFirst()).isEqualTo("a\ufffdb\ufffdc\ufffd\ufffd\ufffd");
        }

        @Test
        void erasing_leaves_the_background() {
            feed(ESC + "[44mblue" + ESC + "[K");
            assertThat(Style.background(terminal.snapshot(0).style(0, 19))).isEqualTo(Style.indexed(4));
            assertThat(Style.foreground(terminal.snapshot(0).style(0, 19))).isEqualTo(Style.DEFAULT);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;3;4 | 4 | bold italic underlined",
                "38;5;200 | 200 | indexed",
                "38:5:200 | 200 | indexed",
                "38;2;1;2;3 | 66051 | rgb",
                "38:2:1:2:3 | 66051 | rgb",
                "38:2::1:2:3 | 66051 | rgb",
                "95 | 13 | indexed",
                "38;2;1 | 0 | default",
                "38 | 0 | default",
                "4:3 | 0 | curly"
            })
    void colours_come_in_many_words(String codes, int value, String kind) {
        feed(ESC + "[" + codes + "mx");
        long style = terminal.snapshot(0).style(0, 0);
        int color = Style.foreground(style);
        switch (kind) {
            case "rgb" -> assertThat(Style.isRgb(color)).isTrue();
            case "indexed" -> assertThat(Style.isIndexed(color)).isTrue();
            case "curly" -> assertThat(Style.underline(style)).isEqualTo(3);
            case "default" -> assertThat(color).isEqualTo(Style.DEFAULT);
            default -> {
                assertThat(Style.has(style, Style.BOLD) && Style.has(style, Style.ITALIC))
                        .isTrue();
                assertThat(Style.underline(style)).isEqualTo(1);
            }
        }
        if (!kind.contains("bold")) {
            assertThat(Style.value(color)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[c ~ [?62;22c",
                "[>c ~ [>41;354;0c",
                "[5n ~ [0n",
                "[3;7H!ESC![6n ~ [3;7R",
                "[2;4r!ESC![?6h!ESC![6n ~ [1;1R",
                "[?25$p ~ [?25;1$y",
                "[?2026$p ~ [?2026;2$y",
                "[?4711$p ~ [?4711;0$y",
                "[4$p ~ [4;2$y",
                "[?1049h!ESC![?1049$p ~ [?1049;1$y",
                "[18t ~ [8;5;20t",
                "[>q ~ P>|shibafu!ESC!\\",
                "P$qr!ESC!\\ ~ P1$r1;5r!ESC!\\",
                "[1;31m!ESC!P$qm!ESC!\\ ~ P1$r0;1;38:5:1m!ESC!\\",
                "P$qx!ESC!\\ ~ P0$r!ESC!\\",
                "]11;?!ESC!\\ ~ ]11;rgb:0000/0000/0000!ESC!\\",
            })
    void questions_are_answered(String asked, String answer) {
        feed(ESC + asked.replace("!ESC!", ESC));
        assertThat(answers).containsExactly(ESC + answer.replace("!ESC!", ESC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"]52;c;c2VjcmV0\007", "]52;c;?\007", "]8;;http://example.org\007", "[21t", "[>4;2m"})
    void what_could_betray_or_deceive_the_user_is_left_alone(String words) {
        feed(ESC + words + "x");
        assertThat(answers).isEmpty();
        assertThat(rows().getFirst()).isEqualTo("x");
        assertThat(terminal.snapshot(0).style(0, 0)).isEqualTo(Style.PLAIN);
    }

    @Test
    void a_title_is_heard_without_what_does_not_belong_in_one() {
        feed(ESC + "]0;sh\u0001ell \u202e漢" + "x".repeat(1000) + "\007");
        assertThat(terminal.snapshot(0).facts().title()).startsWith("shell 漢x").hasSize(200);
    }

    @Test
    void what_a_program_wants_to_have_copied_is_offered_and_not_told_to_any() {
        assertThat(terminal.snapshot(0).facts().clipboard().number()).isZero();
        feed(ESC + "]52;c;ZWNobyBvbmUKHXR3bwk=\007" + ESC + "]52;c;?\007" + ESC + "]52;c;%%%\007" + ESC + "]52;c;\007");
        assertThat(terminal.snapshot(0).facts().clipboard())
                .isEqualTo(new ScreenSnapshot.Clipboard(1, "echo one\ntwo\t"));
        feed(ESC + "]52;p;" + "eHh4".repeat(50_000) + "\007");
        assertThat(terminal.snapshot(0).facts().clipboard().number()).isEqualTo(2);
        assertThat(terminal.snapshot(0).facts().clipboard().text()).hasSizeBetween(40_000, 49_152);
        assertThat(answers).isEmpty();
    }

    @Test
    void titles_are_kept_and_brought_back() {
        feed(ESC + "]2;one\007" + ESC + "[22;0t" + ESC + "]2;two\007" + ESC + "[23;0t");
        assertThat(terminal.snapshot(0).facts().title()).isEqualTo("one");
        feed((ESC + "[22;2t").repeat(100) + ESC + "]2;two\007" + (ESC + "[23;2t").repeat(100));
        assertThat(terminal.snapshot(0).facts().title()).isEqualTo("one");
    }

    @Test
    void a_program_with_the_screen_for_itself_leaves_the_other_as_it_was() {
        feed("one\r\ntwo" + ESC + "[?1049h" + ESC + "[H" + ESC + "[2Jvim");
        assertThat(rows()).startsWith("vim", "");
        assertThat(terminal.snapshot(0).facts().alternate()).isTrue();
        feed(ESC + "[?1049l");
        assertThat(rows()).startsWith("one", "two");
        assertThat(cursor()).isEqualTo("1:3");
    }

    @Nested
    class TheHistory {
        @Test
        void holds_what_has_left_the_screen() {
            for (int i = 0; i < 10; i++) {
                feed("line " + i + "\r\n");
            }
            assertThat(terminal.snapshot(0).facts().historyLines()).isEqualTo(6);
            assertThat(terminal.snapshot(3).row(0)).isEqualTo("line 3");
            assertThat(terminal.snapshot(99).row(0)).isEqualTo("line 0");
            assertThat(terminal.snapshot(99).facts().scrolled()).isEqualTo(6);
            assertThat(terminal.snapshot(99).facts().cursorRow()).isEqualTo(-1);
        }

        @Test
        void gives_up_the_oldest_for_the_newest() {
            for (int i = 0; i < VtTerminal.HISTORY_LINES + 100; i++) {
                feed(i + "\r\n");
            }
            assertThat(terminal.snapshot(0).facts().historyLines()).isEqualTo(VtTerminal.HISTORY_LINES);
            assertThat(terminal.snapshot(Integer.MAX_VALUE).row(0)).isEqualTo("96");
        }

        @Test
        void does_not_take_what_scrolls_inside_of_margins() {
            feed(ESC + "[2;4r" + ESC + "[4;1H\n\n\n");
            assertThat(terminal.snapshot(0).facts().historyLines()).isZero();
        }
    }

    @Test
    void any_bytes_in_any_pieces_and_sizes_are_survived() {
        Random random = new Random(20_261_128);
        String[] words = {
            "[",
            "]",
            "P",
            "?",
            ";",
            ":",
            "1",
            "9",
            "99999",
            "$",
            "h",
            "l",
            "m",
            "H",
            "J",
            "K",
            "漢",
            "\u0301",
            "[?69h\033[",
            "[2;5s\033[",
            "[2;3r",
            "[?6h",
            "[4h",
            "[1\"q",
            "'}",
            "'~",
            "$v",
            "$x",
            "$z",
            "[3;3;9;9",
            " @",
            " A",
            "6",
            "9"
        };
        for (int round = 0; round < 300; round++) {
            terminal = sized(1 + random.nextInt(30), 1 + random.nextInt(10));
            for (int piece = 0; piece < 200; piece++) {
                byte[] bytes = new byte[random.nextInt(8)];
                random.nextBytes(bytes);
                terminal.feed(bytes, 0, bytes.length);
                feed((random.nextBoolean() ? ESC : "")
                        + words[random.nextInt(words.length)]
                        + words[random.nextInt(words.length)]
                        + (char) ('@' + random.nextInt(62)));
                if (random.nextInt(50) == 0) {
                    terminal.resize(1 + random.nextInt(30), 1 + random.nextInt(10));
                }
                ScreenSnapshot.Facts facts =
                        terminal.snapshot(random.nextInt(20)).facts();
                assertThat(facts.cursorRow()).isBetween(-1, terminal.snapshot(0).rows() - 1);
                assertThat(facts.cursorColumn())
                        .isBetween(-1, terminal.snapshot(0).columns() - 1);
            }
            rows();
        }
    }
}
