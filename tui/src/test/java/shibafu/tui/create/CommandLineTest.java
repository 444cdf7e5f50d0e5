package shibafu.tui.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    @Test
    void blanks_part_words() {
        assertThat(words("  sleep   30 ")).containsExactly("sleep", "30");
        assertThat(words("")).isEmpty();
    }

    @Test
    void quotes_and_backslashes_hold_words_together() {
        assertThat(words("sh -c 'echo \"a  b\"'")).containsExactly("sh", "-c", "echo \"a  b\"");
        assertThat(words("a\\ b \"c \\\" d\" e'f'g ''")).containsExactly("a b", "c \" d", "efg", "");
        assertThat(words("'a\\b'")).containsExactly("a\\b");
    }

    @Test
    void nothing_is_expanded() {
        assertThat(words("echo $HOME *.c `id` ; ls > x"))
                .containsExactly("echo", "$HOME", "*.c", "`id`", ";", "ls", ">", "x");
    }

    @Test
    void what_is_left_open_is_a_problem() {
        assertThat(CommandLine.parse("echo 'a").problem()).contains("a quote is left open");
        assertThat(CommandLine.parse("echo \\").problem()).contains("nothing after the \\");
    }

    private static List<String> words(String text) {
        CommandLine line = CommandLine.parse(text);
        assertThat(line.problem()).isEmpty();
        return line.words();
    }
}
