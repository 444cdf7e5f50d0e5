package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The terminal is taken, lent and given back, whatever happens.
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
    void is_lent_to_a_shell_with_its_size_and_taken_back() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory").type("e").await("demo-memory: exit or ^] comes back");
            screen.type("stty size; echo h''i\r").await("24 80").await("hi");
            screen.resize(100, 30).type("sleep 0.3; stty size\r").await("30 100");
            screen.type("exit 3\r").await(ENTER).await("ended with 3").type("q");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void comes_back_from_a_shell_that_does_not_end() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory").type("e").await("demo-memory: exit or ^] comes back");
            screen.type("trap '' HUP INT; sleep 1000\r")
                    .type("\u001d")
                    .await(ENTER)
                    .await("LIVE")
                    .type("q");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void is_given_back_when_a_signal_ends_us_while_a_shell_has_it() throws Exception {
        try (Screen screen = start("--demo")) {
            screen.await("demo-memory")
                    .type("e")
                    .await("demo-memory: exit or ^] comes back")
                    .type("printf '\\033[?1049h'\r");
            screen.await("\u001b[?1049h").signal("TERM").await(LEAVE);
            assertThat(screen.ended()).isEqualTo(143);
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
                    .await("everywhere");
            screen.type("\u0003\u0003");
            assertThat(screen.ended()).isZero();
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
