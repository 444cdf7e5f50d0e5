package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The terminal is taken and given back, whatever happens.
@Timeout(60)
final class TerminalTest {
    private static final String ENTER = "\u001b[?1049h";
    private static final String LEAVE = "\u001b[?1049l\u001b[?25h";

    @TempDir
    Path folder;

    @Test
    void is_given_back_when_the_user_quits() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await(ENTER).await("demo-memory").type("q").await(LEAVE);
            assertThat(screen.ended()).isZero();
            assertThat(screen.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
    void is_given_back_when_a_signal_ends_us(String signal, int code) throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory").signal(signal).await(LEAVE);
            assertThat(screen.ended()).isEqualTo(code);
        }
    }

    @Test
    void is_given_back_when_we_crash_and_the_reason_stays_in_sight() throws Exception {
        try (Screen screen = Screen.start(folder, Map.of(), CrashMain.class)) {
            screen.await(ENTER).await(LEAVE).await("NullPointerException");
            assertThat(screen.ended()).isEqualTo(1);
        }
    }

    @Test
    void has_a_shell_in_a_pane_that_knows_its_size() throws Exception {
        try (Screen screen = start("--demo")) {
            // A blank that stood there before is not sent again: hence the x.
            screen.await("demo-memory")
                    .type("e")
                    .await("[sh")
                    .type("stty size | tr ' ' x\r")
                    .await("8x78");
            screen.resize(100, 30)
                    .type("until stty size | grep -q 98; do sleep 0.1; done; stty size | tr ' ' x\r")
                    .await("10x98");
            screen.type("exit 3\r").await("ended").type("q");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void leaves_a_shell_that_goes_on_and_hangs_it_up_at_the_end() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory").type("e").await("[sh");
            screen.type("trap '' HUP INT; echo re''ady; while :; do read -r x || sleep 0.1; done\r")
                    .await("ready");
            screen.type("\u001d").await("enter").type("q").await("quit:").type("y");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void what_a_program_in_a_shell_does_to_its_screen_does_not_reach_ours() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory").type("e").await("[sh");
            screen.type("printf '\\033[2Jal''one\\033]52;c;eA==\\007'; sleep 1000\r")
                    .await("alone");
            assertThat(screen.seen()).doesNotContain("]52;");
            screen.signal("TERM").await(LEAVE);
            assertThat(screen.ended()).isEqualTo(143);
        }
    }

    @Test
    void the_cursor_looks_as_a_program_in_a_shell_wants_and_as_before_at_the_end() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory")
                    .type("e")
                    .await("[sh")
                    .type("printf '\\033[5 q'\r")
                    .await("\u001b[5 q");
            screen.type("\u001d")
                    .await("\u001b[0 q")
                    .type("q")
                    .await("quit:")
                    .type("y")
                    .await(LEAVE);
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void shows_itself_again_at_once_where_nobody_could_bring_us_back() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory")
                    .type("\u001a")
                    .await(LEAVE)
                    .await(ENTER)
                    .await("demo-memory")
                    .type("q");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void follows_its_size() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory").resize(50, 10).await("needs 60x15, is 50x10");
            screen.resize(200, 50).await("COMMAND").type("q");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void escape_sequences_of_keys_are_understood() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-shell")
                    .type("\u001b[Bd")
                    .await("demo-cpu?")
                    .type("n\u001bOBd")
                    .await("demo-shell?");
            screen.type("\u001b")
                    .await("quit")
                    .type("\u001b[200~q\u001b[201~")
                    .type("?")
                    .await("containers");
            screen.type("\u0003\u0003");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void shows_frames_whole_where_it_answers_that_it_can() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("\u001b[?2026$p")
                    .type("\u001b[?2026;2$y")
                    .await("\u001b[?2026l")
                    .type("q");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void is_not_told_to_show_frames_whole_where_it_says_nothing() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory").type("q").await(LEAVE);
            assertThat(screen.ended()).isZero();
            assertThat(screen.seen()).doesNotContain("2026h");
        }
    }

    @Test
    void stays_untouched_where_it_is_dumb() throws Exception {
        try (Screen screen = Screen.start(folder, Map.of("TERM", "dumb"), FakeMain.class, "--demo")) {
            assertThat(screen.ended()).isZero();
            assertThat(screen.seen()).contains("NAME", "demo-memory").doesNotContain("\u001b");
        }
    }

    @Test
    void must_be_on_standard_input_too() throws Exception {
        try (Screen screen = Screen.start(folder, Map.of("STDIN", "/dev/null"), FakeMain.class)) {
            assertThat(screen.ended()).isEqualTo(2);
            assertThat(screen.seen()).contains("standard input is not a terminal: --once prints a table");
        }
    }

    private Screen start(String... options) {
        return Screen.start(folder, Map.of(), FakeMain.class, options);
    }
}
